package io.github.customerio4j.bench.freshness;

import io.github.customerio4j.bench.freshness.Simulation.Evening;
import io.github.customerio4j.bench.freshness.Simulation.Rhythm;
import io.github.customerio4j.cli.terminal.TextTable;
import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The figures as a table for people, a selection of days, and as CSV, every day. */
final class FreshnessTable {
  private static final Set<Integer> DAYS = Set.of(1, 2, 3, 7, 9, 14, 21, 30, 45, 60, 90);

  private final List<Evening> evenings;

  FreshnessTable(List<Evening> evenings) {
    this.evenings = List.copyOf(evenings);
  }

  /** Selected days, the last one among them. */
  List<String> lines() {
    int last = evenings.stream().mapToInt(Evening::day).max().orElse(0);
    Set<Integer> days = new TreeSet<>(DAYS);
    days.add(last);
    TextTable table =
        new TextTable(
            List.of(
                Alignment.LEFT,
                Alignment.LEFT,
                Alignment.RIGHT,
                Alignment.RIGHT,
                Alignment.RIGHT,
                Alignment.RIGHT,
                Alignment.RIGHT,
                Alignment.RIGHT,
                Alignment.RIGHT,
                Alignment.RIGHT));
    table.add(
        List.of(
            "runs",
            "strategy",
            "day",
            "rows",
            "changed",
            "stale",
            "of changed",
            "of rows",
            "requests",
            "a day"));
    for (Rhythm rhythm : Rhythm.values()) {
      table.addRule();
      for (Strategy strategy : Strategy.values()) {
        evenings.stream()
            .filter(evening -> evening.rhythm() == rhythm && evening.strategy() == strategy)
            .filter(evening -> days.contains(evening.day()))
            .forEach(evening -> table.add(cells(evening)));
      }
    }
    return table.lines();
  }

  private static List<String> cells(Evening evening) {
    return List.of(
        evening.rhythm().word(),
        evening.strategy().words(),
        String.valueOf(evening.day()),
        number(evening.messages()),
        number(evening.changed()),
        number(evening.stale()),
        percent(evening.percentOfChanged()),
        percent(evening.percentOfMessages()),
        number(evening.requests()),
        number(Math.round((double) evening.requests() / evening.day())));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", value);
  }

  /** Every day, not rounded. */
  String csv() {
    List<String> lines = new ArrayList<>();
    lines.add("runs,strategy,day,rows,changed,stale,requests");
    for (Evening evening : evenings) {
      lines.add(
          "%s,%s,%d,%d,%d,%d,%d"
              .formatted(
                  evening.rhythm().word(),
                  evening.strategy().name().toLowerCase(Locale.ROOT),
                  evening.day(),
                  evening.messages(),
                  evening.changed(),
                  evening.stale(),
                  evening.requests()));
    }
    return String.join("\n", lines) + "\n";
  }
}
