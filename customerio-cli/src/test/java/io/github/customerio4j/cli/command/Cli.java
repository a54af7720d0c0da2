package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.cli.terminal.UsageErrors;
import io.github.customerio4j.client.Region;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands as a user has them, with an environment and streams of a test's own. */
final class Cli {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> variables = new HashMap<>();
  private byte[] in = {};
  private Function<Region, String> hosts = Region::baseUrl;

  @Command(name = "customerio")
  private static final class Root {}

  /** With the key and the address of a sandbox in the environment, and without a limit of rate. */
  static Cli of(Sandbox sandbox) {
    return new Cli()
        .with("CUSTOMERIO_APP_API_KEY", sandbox.appApiKey())
        .with("CUSTOMERIO_BASE_URL", sandbox.baseUrl())
        .with("CUSTOMERIO_REQUESTS_PER_SECOND", "0");
  }

  Cli with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Cli without(String variable) {
    variables.remove(variable);
    return this;
  }

  Cli withInput(String text) {
    return withInput(text.getBytes(StandardCharsets.UTF_8));
  }

  Cli withInput(byte[] bytes) {
    in = bytes;
    return this;
  }

  Cli withHosts(Function<Region, String> baseUrls) {
    hosts = baseUrls;
    return this;
  }

  int run(String... arguments) {
    out.reset();
    err.reset();
    return commands().execute(arguments);
  }

  CommandLine commands() {
    ProcessContext context =
        new ProcessContext(
            variables,
            new ByteArrayInputStream(in),
            new Terminal(stream(out), stream(err), Terminal.Style.LINES),
            hosts);
    CommandLine commands = new CommandLine(new Root());
    commands
        .addSubcommand(new CheckCommand(context))
        .addSubcommand(new CompletionCommand(context))
        .addSubcommand(new ConfigSchemaCommand(context))
        .addSubcommand(new ExtractCommand(context))
        .addSubcommand(new PlanCommand(context))
        .addSubcommand(new StateCommand(context))
        .addSubcommand(new TablesCommand(context))
        .setParameterExceptionHandler(new UsageErrors());
    commands.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    return commands;
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
}
