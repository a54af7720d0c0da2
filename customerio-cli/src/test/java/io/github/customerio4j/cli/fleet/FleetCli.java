package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.cli.terminal.UsageErrors;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.SandboxBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code fleet} as a user has it, with workspaces in sandboxes of this process. */
final class FleetCli implements AutoCloseable {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, Sandbox> sandboxes = new TreeMap<>();
  private final Path folder;

  @Command(name = "customerio")
  private static final class Root {}

  /** A user in a folder, where spools are, too. */
  FleetCli(Path folder) {
    this.folder = folder;
    with("CUSTOMERIO_REQUESTS_PER_SECOND", "0");
    with("CUSTOMERIO_SPOOL", folder.resolve("spool").toString());
  }

  FleetCli with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Starts a workspace whose key is in the variable KEY_OF_NAME. */
  Sandbox start(String name) {
    return start(name, Sandbox.builder().seed(name.hashCode()));
  }

  /** Starts a workspace with these options. */
  Sandbox start(String name, SandboxBuilder options) {
    Sandbox sandbox = options.appApiKey(key(name)).start();
    sandboxes.put(name, sandbox);
    variables.put(variable(name), sandbox.appApiKey());
    return sandbox;
  }

  static String key(String name) {
    return "0123456789abcdef-of-" + name;
  }

  static String variable(String name) {
    return "KEY_OF_" + name;
  }

  Sandbox sandbox(String name) {
    Sandbox sandbox = sandboxes.get(name);
    if (sandbox == null) {
      throw new IllegalArgumentException(name);
    }
    return sandbox;
  }

  /** A file with the workspaces that were started, each with more lines if they are not empty. */
  Path file(String defaults, Map<String, String> more) throws IOException {
    StringBuilder text = new StringBuilder("defaults:\n");
    defaults.lines().forEach(line -> text.append("  ").append(line).append('\n'));
    text.append("workspaces:\n");
    sandboxes.forEach(
        (name, sandbox) -> {
          text.append("  ").append(name).append(":\n");
          text.append("    base-url: ").append(sandbox.baseUrl()).append('\n');
          String own = more.getOrDefault(name, "key-variable: " + variable(name));
          own.lines().forEach(line -> text.append("    ").append(line).append('\n'));
        });
    return write(text.toString());
  }

  Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("fleet.yaml"), text);
  }

  int run(String... arguments) {
    out.reset();
    err.reset();
    ProcessContext context =
        new ProcessContext(
            variables,
            new ByteArrayInputStream(new byte[0]),
            new Terminal(stream(out), stream(err), Terminal.Style.LINES),
            Region::baseUrl);
    CommandLine commands = new CommandLine(new Root());
    commands
        .addSubcommand(new FleetCommand(context))
        .setParameterExceptionHandler(new UsageErrors());
    commands.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    return commands.execute(arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  String said() {
    return out() + err();
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    sandboxes.values().forEach(Sandbox::close);
  }
}
