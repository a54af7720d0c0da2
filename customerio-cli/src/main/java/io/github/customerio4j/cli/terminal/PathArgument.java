package io.github.customerio4j.cli.terminal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A path as it was written in an option, a file or a variable. */
public final class PathArgument implements ITypeConverter<Path> {

  @Override
  public Path convert(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(problem(e));
    }
  }

  /**
   * Parses a path.
   *
   * @param where the option or the variable, for messages
   * @param text what stands there
   * @throws IllegalArgumentException if it is no path on this system; the message says why
   */
  public static Path of(String where, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("Cannot use " + where + ": " + problem(e), e);
    }
  }

  /** Why it names no file, and the remedy. */
  private static String problem(InvalidPathException e) {
    return isOfLocale(e)
        ? reason(e) + ". Set LC_ALL=C.UTF-8 or another locale in UTF-8, or write a name in ASCII."
        : reason(e) + ". " + e.getReason() + ".";
  }

  /** Why it names no file on this system. */
  public static String reason(InvalidPathException e) {
    return isOfLocale(e)
        ? "the locale of this process (sun.jnu.encoding "
            + System.getProperty("sun.jnu.encoding")
            + ") cannot write such a name"
        : "it names no file";
  }

  /** Paths in ASCII are the same in every locale. */
  private static boolean isOfLocale(InvalidPathException e) {
    return !e.getInput().chars().allMatch(c -> c < 0x80);
  }
}
