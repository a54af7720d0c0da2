package io.github.customerio4j.bench.process;

import java.util.List;

/**
 * The options that the launcher gives the JVM where the user chooses none. A test of the bench
 * compares them with the launcher.
 */
public final class LauncherOptions {
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:Tier4InvocationThreshold=500000",
          "-XX:Tier4MinInvocationThreshold=60000",
          "-XX:Tier4CompileThreshold=1500000",
          "-XX:Tier4BackEdgeThreshold=4000000");

  private LauncherOptions() {}

  /** The options, without an archive of classes. */
  public static List<String> all() {
    return OPTIONS;
  }
}
