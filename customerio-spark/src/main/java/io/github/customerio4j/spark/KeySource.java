package io.github.customerio4j.spark;

import io.github.customerio4j.extract.fleet.KeyCommand;
import io.github.customerio4j.extract.fleet.KeyFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The place of a key, which only the driver reads. */
sealed interface KeySource {
  /** The words of options and of the file of workspaces. */
  List<String> OPTIONS = List.of("key-variable", "key-file", "key-command");

  /** Where the command line looks for the key, too. */
  String DEFAULT_VARIABLE = "CUSTOMERIO_APP_API_KEY";

  /**
   * Reads the key.
   *
   * @throws IllegalArgumentException if there is none; the message does not repeat the key
   */
  SecretKey read(Map<String, String> variables);

  /** A text that somebody may have written in the place of a name: it is shown unless it may be. */
  private static String shown(String name) {
    return OptionErrors.mayBeKey(name) ? "(not shown, since it may be a key)" : name;
  }

  private static SecretKey key(String where, String text) {
    try {
      return new SecretKey(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use " + where + ": " + e.getMessage(), e);
    }
  }

  /**
   * A variable of the driver's environment.
   *
   * @param name its name
   */
  record Variable(String name) implements KeySource {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Override
    public SecretKey read(Map<String, String> variables) {
      @Nullable String text = NAME.matcher(name).matches() ? variables.get(name) : null;
      if (text == null || text.isBlank()) {
        throw new IllegalArgumentException(
            "Cannot use key-variable "
                + shown(name)
                + ": the driver's environment does not have it. Set it to the workspace's App API"
                + " key.");
      }
      return key("key-variable " + name, text);
    }
  }

  /**
   * A file that the driver can read, with the key alone.
   *
   * @param file its path
   */
  record File(String file) implements KeySource {
    @Override
    public SecretKey read(Map<String, String> variables) {
      String where = "key-file " + shown(file);
      return key(where, KeyFile.read(where, path(where)));
    }

    private Path path(String where) {
      try {
        return Path.of(file);
      } catch (InvalidPathException e) {
        // Without the cause, which repeats the name.
        throw new IllegalArgumentException(
            "Cannot use "
                + where
                + ": it is no name of a file. Name a file that the driver may read.");
      }
    }
  }

  /**
   * A program that prints the key.
   *
   * @param words the program and its arguments
   */
  record Command(List<String> words) implements KeySource {
    @Override
    public SecretKey read(Map<String, String> variables) {
      return key("key-command " + words.get(0), new KeyCommand(words).read());
    }

    /** The program alone: its arguments may be secret. */
    @Override
    public String toString() {
      return "Command[" + words.get(0) + "]";
    }
  }
}
