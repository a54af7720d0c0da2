package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.extract.state.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file, or a stream, that holds a key and nothing else. What it holds is not shown, whatever is
 * wrong with it.
 */
public final class KeyFile {
  /** No key is nearly as long; a file that is was named by mistake. */
  private static final int LONGEST_KEY = 4096;

  private KeyFile() {}

  /**
   * Reads the key from a file, in UTF-8.
   *
   * @param name the option and the file as messages show them: {@code key-file crm.key}
   * @return the key, without blanks and line ends around it; it may be empty
   * @throws IllegalArgumentException if the file cannot be read, or holds more than a key
   */
  public static String read(String name, Path file) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(file, "file");
    try (InputStream in = Files.newInputStream(file)) {
      return text(name, in);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * Reads the key from a stream, in UTF-8, and leaves the stream open.
   *
   * @param name the stream as messages show it: {@code standard input}
   * @return the key, without blanks and line ends around it; it may be empty
   * @throws IllegalArgumentException if the stream cannot be read, or holds more than a key
   */
  public static String read(String name, InputStream in) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(in, "in");
    try {
      return text(name, in);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static String text(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST_KEY + 1);
    if (bytes.length > LONGEST_KEY) {
      throw wrong(name, "it holds more than a key. Write the key alone there");
    }
    try {
      return Utf8Text.decode(bytes).strip();
    } catch (Utf8Text.OtherEncodingException e) {
      throw wrong(name, "it " + e.getMessage() + ". Save it in UTF-8, with the key alone");
    }
  }

  /** Without the cause, which repeats the file's name; that may be a key in the wrong place. */
  private static IllegalArgumentException unreadable(String name, IOException e) {
    return wrong(
        name,
        "it cannot be read ("
            + e.getClass().getSimpleName()
            + "). Name a file that can be read and holds the key alone");
  }

  private static IllegalArgumentException wrong(String name, String why) {
    return new IllegalArgumentException("Cannot use " + name + ": " + why + ".");
  }
}
