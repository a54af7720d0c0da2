package io.github.customerio4j.bench.process;

import java.util.List;

/**
 * The options that the launcher gives the JVM where the user chooses none, for all commands but
 * {@code fleet}. A test of the bench compares them with the launcher.
 */
public final class LauncherOptions {
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private LauncherOptions() {}

  /** The options, without an archive of classes. */
  public static List<String> all() {
    return OPTIONS;
  }
}
