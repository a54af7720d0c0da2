package io.github.customerio4j.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Explains an error in a command line, and repeats only names of options: the rest may be a key or
 * a password.
 */
public final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        failure instanceof UnmatchedArgumentException unmatched
            ? message(unmatched)
            : failure.getMessage());
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String message(UnmatchedArgumentException failure) {
    List<String> options =
        failure.getUnmatched().stream()
            .filter(text -> text.startsWith("-"))
            .map(text -> text.replaceFirst("(?s)=.*", ""))
            .toList();
    CommandLine command = failure.getCommandLine();
    if (!options.isEmpty()) {
      return "Cannot use "
          + options.get(0)
          + ": there is no such option."
          + SpellingSuggestion.question(
              options.get(0), command.getCommandSpec().optionsMap().keySet());
    }
    return !command.getSubcommands().isEmpty()
        ? "Cannot run \""
            + failure.getUnmatched().get(0)
            + "\": there is no such command. There are "
            + String.join(", ", command.getSubcommands().keySet())
            + "."
        : "Cannot use "
            + failure.getUnmatched().size()
            + " of the words: they belong to no option. Write options with -- and lists without"
            + " spaces.";
  }
}
