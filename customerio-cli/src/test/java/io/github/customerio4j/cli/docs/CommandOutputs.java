package io.github.customerio4j.cli.docs;

import io.github.customerio4j.cli.command.DocumentedCli;
import io.github.customerio4j.cli.fleet.DocumentedFleet;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;

/** The output of the commands on the page of the command line. */
final class CommandOutputs {
  private static final String STATE =
      "{\"version\":1,\"tables\":{\"messages\":{\"primary_key\":[\"id\"],\"columns\":["
          + "{\"name\":\"id\"},{\"name\":\"type\"}],\"watermarks\":{\"*\":\"2026-01-15T12:00:00Z\"}},"
          + "\"segments\":{\"primary_key\":[\"id\"],\"columns\":[{\"name\":\"id\"}],"
          + "\"watermarks\":{}}}}";

  private CommandOutputs() {}

  static void addTo(Map<String, Callable<String>> texts) {
    texts.put(
        "cli-plan", () -> said(0, "plan", "--tables", "campaigns,campaign_actions,collections"));
    texts.put("cli-check", CommandOutputs::check);
    texts.put("cli-tables", () -> said(0, "tables", "collection_contents"));
    texts.put("cli-state", CommandOutputs::state);
    texts.put(
        "fleet",
        () ->
            ProgramOutputs.inFolder(
                folder ->
                    DocumentedFleet.run(folder, Clock.fixed(ProgramOutputs.NOW, ZoneOffset.UTC))));
    texts.put("fleet-check", () -> ProgramOutputs.inFolder(DocumentedFleet::check));
    texts.put("fleet-mistakes", () -> ProgramOutputs.inFolder(DocumentedFleet::mistakes));
    texts.put(
        "cli-misspelled",
        () ->
            ProgramOutputs.inFolder(
                folder ->
                    said(1, "plan", "--config", file(folder, "crm.yaml", "\nfulll: true\n"))
                        .replace(folder + "/", "")
                        .replaceAll("There are .*", "There are …")));
  }

  private static String check() throws Exception {
    return ProgramOutputs.inFolder(
        folder -> {
          try (Sandbox sandbox = Sandbox.builder().addMissingScopes(Scope.SEGMENTS).start()) {
            return DocumentedCli.said(
                    sandbox,
                    1,
                    "check",
                    "--to",
                    "csv:" + folder.resolve("crm"),
                    "--tables",
                    "campaigns,campaign_actions,segment_customers,messages")
                .replace(folder + "/", "./");
          }
        });
  }

  private static String state() throws Exception {
    return ProgramOutputs.inFolder(
        folder -> said(0, "state", "show", "--state", file(folder, "crm.state.json", STATE)));
  }

  private static String file(Path folder, String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String said(int exitCode, String... arguments) {
    try (Sandbox sandbox = ProgramOutputs.sandbox()) {
      return DocumentedCli.said(sandbox, exitCode, arguments);
    }
  }
}
