package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.ProcessContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: a script by which shells complete commands and options. Exit code: 0. */
@Command(
    name = "completion",
    description = "Prints a script by which bash and zsh complete commands and options.",
    footer = {
      "",
      "Example: for this shell; in ~/.bashrc for every one",
      "  source <(customerio completion)"
    })
public final class CompletionCommand extends CliCommand {
  @Spec private @Nullable CommandSpec spec;

  /** On the process's terminal. */
  public CompletionCommand() {
    this(ProcessContext.ofProcess());
  }

  CompletionCommand(ProcessContext context) {
    super(context);
  }

  @Override
  protected int run() {
    CommandSpec root = Objects.requireNonNull(spec, "no command").root();
    context().terminal().out().print(AutoComplete.bash(root.name(), root.commandLine()));
    return 0;
  }
}
