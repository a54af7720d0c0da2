package io.github.customerio4j.examples.terminal;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** A block that runs through a bar, because the total is unknown, and what has come so far. */
final class BarRenderer implements ProgressBarRenderer {
  private static final int WIDTH = 18;
  private static final int BLOCK = 4;
  private static final long MILLIS_A_STEP = 200;
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final Terminal.Style style;

  BarRenderer(Terminal.Style style) {
    this.style = style;
  }

  @Override
  public String render(ProgressState progress, int maxLength) {
    String bar = bar(progress.getTotalElapsed().toMillis() / MILLIS_A_STEP);
    String count = Figures.count(progress.getCurrent());
    String text =
        String.format(
            Locale.ROOT, "  [%s] %12s records  %s", bar, count, progress.getExtraMessage());
    // The former text may have been longer. Colour comes last: it takes no room.
    String line = String.format(Locale.ROOT, "%-" + maxLength + "." + maxLength + "s", text);
    return style == Terminal.Style.COLOURED_BAR ? line.replace(bar, GREEN + bar + PLAIN) : line;
  }

  private static String bar(long steps) {
    int before = (int) (steps % (WIDTH - BLOCK + 1));
    return " ".repeat(before) + "=".repeat(BLOCK) + " ".repeat(WIDTH - BLOCK - before);
  }
}
