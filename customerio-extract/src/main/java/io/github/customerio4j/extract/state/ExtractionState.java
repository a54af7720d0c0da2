package io.github.customerio4j.extract.state;

import java.util.Map;
import org.immutables.value.Value;

/** Everything that a run needs to know of the runs before it. Empty for the first run. */
@Value.Immutable
public abstract class ExtractionState {

  /** The newest version of the stored form that this library reads; it writes this one. */
  public static final int VERSION = 1;

  ExtractionState() {}

  /** What is remembered of each table, by the table's name. */
  public abstract Map<String, TableState> tables();

  /**
   * The table that each activity type has gone to, by type. Keeps names stable where two types
   * meet.
   */
  public abstract Map<String, String> activityTables();

  /**
   * The saved cursors of the former Keboola component, by message type; empty unless this state was
   * its own. They are not used: see {@link #isLegacy}.
   */
  public abstract Map<String, String> legacyCursors();

  /**
   * Whether this state was written by the former Keboola component. Its tables keep their keys and
   * columns; its cursors are replaced by a full history, because they are right only while the API
   * lists oldest first, which it does not promise.
   */
  @Value.Default
  public boolean isLegacy() {
    return false;
  }

  /** The state before the first run. */
  public static ExtractionState empty() {
    return builder().build();
  }

  /**
   * Reads the stored form, or that of the former Keboola component. An empty text and {@code {}}
   * are the {@linkplain #empty empty} state; unknown fields are ignored.
   *
   * @throws StateException if the text is damaged, or newer than this library reads
   */
  public static ExtractionState parse(String json) {
    return StateJson.read(json);
  }

  /**
   * The stored form, on one line: equal states give equal text. Whether the state {@link #isLegacy}
   * and its {@link #legacyCursors} are not part of it.
   */
  public final String toJson() {
    return StateJson.write(this);
  }

  /** Starts a state. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a state's parts. */
  public static final class Builder extends ImmutableExtractionState.Builder {
    Builder() {}
  }
}
