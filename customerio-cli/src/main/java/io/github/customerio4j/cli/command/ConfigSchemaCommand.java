package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.ProcessContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code config-schema}: the JSON Schema of what {@code --config} reads. Exit code: 0. */
@Command(
    name = "config-schema",
    description = "Prints the JSON Schema of the files that --config takes.",
    footer = {
      "",
      "Example: for an editor that checks and completes YAML",
      "  customerio config-schema > customerio-config.schema.json",
      "",
      "Example: the same for the file of a fleet",
      "  customerio config-schema --fleet > customerio-fleet.schema.json"
    })
public final class ConfigSchemaCommand extends CliCommand {
  static final String RESOURCE = "customerio-config.schema.json";
  static final String RESOURCE_OF_FLEET = "customerio-fleet.schema.json";

  @Option(names = "--fleet", description = "That of the files that fleet takes.")
  private boolean isOfFleet;

  /** On the process's terminal. */
  public ConfigSchemaCommand() {
    this(ProcessContext.ofProcess());
  }

  ConfigSchemaCommand(ProcessContext context) {
    super(context);
  }

  @Override
  protected int run() throws IOException {
    String resource = isOfFleet ? RESOURCE_OF_FLEET : RESOURCE;
    try (InputStream schema = ConfigSchemaCommand.class.getResourceAsStream(resource)) {
      if (schema == null) {
        throw new FileNotFoundException("Cannot print the schema: the jar lacks " + resource);
      }
      schema.transferTo(context().terminal().out());
      return 0;
    }
  }
}
