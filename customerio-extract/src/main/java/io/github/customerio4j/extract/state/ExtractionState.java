package io.github.customerio4j.extract.state;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/** Everything that a run needs to know about previous runs. Empty for the first run. */
@Value.Immutable
public abstract class ExtractionState {

  /** The newest version of the stored form that this library reads; it writes this one. */
  public static final int VERSION = 1;

  ExtractionState() {}

  /** The state of each table, by the table's name. */
  public abstract Map<String, TableState> tables();

  /**
   * The table of each activity type, by type. Keeps names stable if two types would have the same
   * table name.
   */
  public abstract Map<String, String> activityTables();

  /**
   * The saved cursors of the previous Keboola component, by message type; empty for other states.
   * They are not used: see {@link #isLegacy}.
   */
  public abstract Map<String, String> legacyCursors();

  /**
   * Tells the key of all hashes in the tables from other keys, without revealing it; empty if
   * nothing was hashed.
   */
  public abstract Optional<String> hashKey();

  /**
   * Whether the previous Keboola component wrote this state. Its tables keep their keys and
   * columns. A full history replaces its cursors, because they are valid only if the API lists the
   * oldest first, which it does not guarantee.
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
   * Reads the stored form, or the form of the previous Keboola component. An empty text and {@code
   * {}} are the {@linkplain #empty empty} state; unknown fields are ignored.
   *
   * @throws StateException if the text is damaged, or newer than this library reads
   */
  public static ExtractionState parse(String json) {
    Objects.requireNonNull(json, "json");
    return StateJson.read(json);
  }

  /**
   * The stored form, on one line. Equal states give equal text. {@link #isLegacy} and {@link
   * #legacyCursors} are not part of it.
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
