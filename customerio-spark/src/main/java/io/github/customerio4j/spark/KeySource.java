package io.github.customerio4j.spark;

import io.github.customerio4j.extract.fleet.KeyCommand;
import io.github.customerio4j.extract.state.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
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
  record KeyFile(String file) implements KeySource {
    private static final int LONGEST = 4096;

    @Override
    public SecretKey read(Map<String, String> variables) {
      try {
        Path path = Path.of(file);
        if (Files.size(path) > LONGEST) {
          throw wrong("it is larger than a key. Write the key alone into it");
        }
        return key("key-file " + file, Utf8Text.decode(Files.readAllBytes(path)));
      } catch (Utf8Text.OtherEncodingException e) {
        throw wrong("it " + e.getMessage() + ". Save it in UTF-8");
      } catch (InvalidPathException | IOException e) {
        throw wrong(
            "it cannot be read ("
                + e.getClass().getSimpleName()
                + "). Name a file that the driver may read");
      }
    }

    private IllegalArgumentException wrong(String why) {
      return new IllegalArgumentException("Cannot use key-file " + shown(file) + ": " + why + ".");
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
