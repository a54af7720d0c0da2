package io.github.customerio4j.cli.terminal;

import java.io.PrintStream;
import java.util.List;

/**
 * Lines at the lower end of a terminal that are drawn over, and lines above them that stay. Needs a
 * terminal that can move the cursor up and erase. Not thread-safe.
 */
public final class ScreenBlock {
  private static final String ERASE_TO_END_OF_LINE = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintStream out;
  private List<String> shown = List.of();

  public ScreenBlock(PrintStream out) {
    this.out = out;
  }

  /**
   * Draws.
   *
   * @param kept lines to leave above the block for good; they may be wider than the screen
   * @param block the block's new lines, none of them wider than the screen
   */
  public void draw(List<String> kept, List<String> block) {
    if (kept.isEmpty() && block.equals(shown)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    if (!shown.isEmpty()) {
      text.append("\u001b[").append(shown.size()).append('A').append('\r');
    }
    if (!kept.isEmpty() || block.size() < shown.size()) {
      text.append(ERASE_BELOW);
    }
    kept.forEach(line -> text.append(line).append(System.lineSeparator()));
    block.forEach(
        line -> text.append(line).append(ERASE_TO_END_OF_LINE).append(System.lineSeparator()));
    // At once: what others write must not come in between.
    out.print(text);
    out.flush();
    shown = List.copyOf(block);
  }
}
