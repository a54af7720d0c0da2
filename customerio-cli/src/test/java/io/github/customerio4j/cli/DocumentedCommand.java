package io.github.customerio4j.cli;

import java.util.List;

/** Commands that the documentation shows. */
public final class DocumentedCommand {
  private DocumentedCommand() {}

  /**
   * Fails where the command line has a command or an option that there is none of.
   *
   * @param arguments what stands behind the program's name
   */
  public static void requireValid(List<String> arguments) {
    Main.commands().parseArgs(arguments.toArray(new String[0]));
  }
}
