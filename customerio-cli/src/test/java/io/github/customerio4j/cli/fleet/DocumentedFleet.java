package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** What the commands of a fleet print, for the documentation. */
public final class DocumentedFleet {
  private DocumentedFleet() {}

  /** Three workspaces, of which one's key was revoked. */
  public static String run(Path folder, Clock clock) throws IOException {
    try (FleetCli cli = new FleetCli(folder)) {
      cli.start("acme-shop", Sandbox.builder().seed(1).clock(clock));
      cli.start("acme-loyalty", Sandbox.builder().seed(2).clock(clock));
      cli.start("bistro", Sandbox.builder().seed(3).clock(clock));
      Path file = cli.file(defaults(folder), Map.of());
      cli.with(FleetCli.variable("bistro"), "revoked");
      return said(cli, 3, folder, "fleet", "--config", file.toString());
    }
  }

  /** The same, checked before: and one key lacks a scope. */
  public static String check(Path folder) throws IOException {
    try (FleetCli cli = new FleetCli(folder)) {
      cli.start("acme-shop", Sandbox.builder());
      cli.start("acme-loyalty", Sandbox.builder().addMissingScopes(Scope.SEGMENTS));
      cli.start("bistro", Sandbox.builder());
      Path file = cli.file(defaults(folder), Map.of());
      cli.with(FleetCli.variable("bistro"), "revoked");
      return said(cli, 1, folder, "fleet", "check", "--config", file.toString());
    }
  }

  /** A file with mistakes. */
  public static String mistakes(Path folder) throws IOException {
    try (FleetCli cli = new FleetCli(folder)) {
      Path file =
          cli.write(
              """
              defaults:
                to: csv:data
                tables: [campaigns]
                key-file: /secrets/{workspaces}
              workspaces:
                acme-shop:
                  regoin: eu
                acme-loyalty:
                bistro:
                  key: 8c93b2…
              """);
      return said(cli, 1, folder, "fleet", "--config", file.toString());
    }
  }

  private static String defaults(Path folder) {
    return "to: csv:" + folder + "/{workspace}\ntables: [campaigns, segments]";
  }

  /** Standard output, or what is said of a refusal; measured times are as they were once. */
  private static String said(FleetCli cli, int exitCode, Path folder, String... arguments) {
    int actual = cli.run(arguments);
    if (actual != exitCode) {
      throw new AssertionError("Exit code " + actual + ": " + cli.said());
    }
    String said = cli.out().isEmpty() ? cli.err() : cli.out();
    return said.replace(folder + "/", "")
        .replaceAll(" \\d\\.\\d(?=  Cannot)", " 0.1")
        .replaceAll("\\(\\d\\.\\d s\\)", "(0.4 s)");
  }
}
