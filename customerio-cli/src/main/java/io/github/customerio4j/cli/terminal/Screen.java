package io.github.customerio4j.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large the terminal is: as {@code COLUMNS} and {@code LINES} say; else as {@code stty} does,
 * asked again now and then, because windows change; else 80 by 24. Used by one thread.
 */
public final class Screen {
  private static final Size USUAL = new Size(80, 24);
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final long PATIENCE_MILLIS = 500;
  private static final Pattern STTY = Pattern.compile("([0-9]{1,4}) ([0-9]{1,4})\\s*");

  private final Map<String, String> variables;
  private final Supplier<Optional<Size>> asked;
  private final Clock clock;
  private Size known = USUAL;
  private Instant knownUntil = Instant.MIN;

  /**
   * A terminal's size.
   *
   * @param columns characters in a line, at least 1
   * @param rows lines, at least 1
   */
  public record Size(int columns, int rows) {}

  Screen(Map<String, String> variables, Supplier<Optional<Size>> asked, Clock clock) {
    this.variables = variables;
    this.asked = asked;
    this.clock = clock;
  }

  /** The terminal of this process. */
  public static Screen system() {
    return new Screen(System.getenv(), Screen::askStty, Clock.systemUTC());
  }

  public Size size() {
    Optional<Integer> columns = number("COLUMNS");
    Optional<Integer> rows = number("LINES");
    Size size = columns.isPresent() && rows.isPresent() ? USUAL : asked();
    return new Size(columns.orElse(size.columns()), rows.orElse(size.rows()));
  }

  private Size asked() {
    Instant now = clock.instant();
    if (!now.isBefore(knownUntil)) {
      known = asked.get().orElse(known);
      knownUntil = now.plus(FRESH);
    }
    return known;
  }

  private Optional<Integer> number(String variable) {
    return Optional.ofNullable(variables.get(variable))
        .filter(text -> text.matches("[1-9][0-9]{0,3}"))
        .map(Integer::valueOf);
  }

  /** Reads the answer of {@code stty size}: rows, then columns; 0 where it does not know. */
  static Optional<Size> parse(String answer) {
    Matcher found = STTY.matcher(answer);
    if (!found.matches()) {
      return Optional.empty();
    }
    int rows = Integer.parseInt(found.group(1));
    int columns = Integer.parseInt(found.group(2));
    return rows == 0 || columns == 0 ? Optional.empty() : Optional.of(new Size(columns, rows));
  }

  private static Optional<Size> askStty() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // No such program, or no terminal: then its size is as usual.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
