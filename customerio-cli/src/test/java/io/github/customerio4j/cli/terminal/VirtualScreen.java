package io.github.customerio4j.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody would see who looked at a terminal after that text was written to it. */
final class VirtualScreen {
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[([0-9;]*)([A-Za-z])");

  private final int columns;
  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;

  private VirtualScreen(int columns) {
    this.columns = columns;
  }

  /** The lines from the first one ever written, without space at their ends. */
  static List<String> of(String written, int columns) {
    VirtualScreen screen = new VirtualScreen(columns);
    Matcher escape = ESCAPE.matcher(written);
    int at = 0;
    while (at < written.length()) {
      if (escape.region(at, written.length()).lookingAt()) {
        screen.obey(escape.group(2), escape.group(1));
        at = escape.end();
      } else {
        screen.put(written.charAt(at));
        at++;
      }
    }
    List<String> seen =
        new ArrayList<>(
            screen.lines.stream().map(line -> line.toString().stripTrailing()).toList());
    while (!seen.isEmpty() && seen.get(seen.size() - 1).isEmpty()) {
      seen.remove(seen.size() - 1);
    }
    return seen;
  }

  private void obey(String command, String parameter) {
    switch (command) {
      case "A" -> row = Math.max(0, row - Integer.parseInt(parameter));
      case "K" -> line().setLength(Math.min(line().length(), column));
      case "J" -> {
        line().setLength(Math.min(line().length(), column));
        while (lines.size() > row + 1) {
          lines.remove(lines.size() - 1);
        }
      }
      case "m" -> {}
      default -> throw new AssertionError("An escape sequence that not all have: " + command);
    }
  }

  private void put(char c) {
    if (c == '\r') {
      column = 0;
    } else if (c == '\n') {
      down();
    } else {
      if (column == columns) {
        down();
      }
      while (line().length() <= column) {
        line().append(' ');
      }
      line().setCharAt(column, c);
      column++;
    }
  }

  private void down() {
    row++;
    column = 0;
    while (lines.size() <= row) {
      lines.add(new StringBuilder());
    }
  }

  private StringBuilder line() {
    return lines.get(row);
  }
}
