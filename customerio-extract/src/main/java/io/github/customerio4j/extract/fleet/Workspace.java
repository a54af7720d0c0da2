package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.state.StateStore;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * One workspace of a fleet: where it is read, what is read, and where it goes. What it supplies is
 * asked for when it is needed, on a thread of the fleet, so that a workspace that waits holds
 * nothing.
 */
@Value.Immutable
public abstract class Workspace {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  Workspace() {}

  /**
   * Its name, unique in the fleet: 1 to 63 letters, digits, dots, underscores and hyphens, of which
   * the first is a letter or a digit.
   */
  public abstract String name();

  /**
   * Gives the key of its App API. Asked once, at the start of the fleet, for all workspaces side by
   * side; it may take a while, as a command does. A key that does not come within a minute fails
   * the workspace. The fleet forgets the key when the extraction has ended.
   */
  @Value.Redacted
  public abstract Supplier<AppApiKey> key();

  /** What is extracted. */
  public abstract ExtractionConfig config();

  /**
   * Makes the destination when the extraction begins. A {@link java.io.Closeable} one is closed at
   * its end.
   */
  public abstract Supplier<TableSink> sink();

  /**
   * Makes the store of the state when the extraction begins. By default the state is where the sink
   * keeps its own ({@link StateStore.Provider}), else nowhere.
   */
  public abstract Optional<Supplier<StateStore>> stateStore();

  /**
   * Sets the options of the client: region, base URL, rate limit, proxy, certificates. By default
   * they stay as they are. The connections of all workspaces are one pool.
   */
  @Value.Default
  public UnaryOperator<CustomerIoBuilder> client() {
    return UnaryOperator.identity();
  }

  /** Refuses a name that cannot be one of a folder, a schema or a label. */
  @Value.Check
  void check() {
    checkName(name());
  }

  /**
   * Refuses a text that is no name of a workspace.
   *
   * @throws IllegalArgumentException if it is none; the message says what a name is
   */
  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Cannot use the workspace name \""
              + name
              + "\": a name is 1 to 63 letters, digits, dots, underscores and hyphens, and starts"
              + " with a letter or a digit.");
    }
  }

  /** Its name; nothing that it supplies. */
  @Override
  public final String toString() {
    return "Workspace(" + name() + ")";
  }

  /** Starts a workspace. Name, key, configuration and sink are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a workspace's parts. */
  public static final class Builder extends ImmutableWorkspace.Builder {
    Builder() {}
  }
}
