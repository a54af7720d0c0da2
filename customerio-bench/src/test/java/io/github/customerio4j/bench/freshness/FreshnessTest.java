package io.github.customerio4j.bench.freshness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.bench.freshness.Simulation.Evening;
import io.github.customerio4j.bench.freshness.Simulation.Rhythm;
import io.github.customerio4j.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FreshnessTest {
  private static final int DAYS = 5;
  // More than a page of the API in these days, so that the strategies differ in requests, too.
  private static final int MESSAGES_PER_DAY = 500;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Terminal.Style.LINES);
    return new CommandLine(new FreshnessCommand(terminal)).execute(arguments);
  }

  private static Evening last(List<Evening> evenings, Rhythm rhythm, Strategy strategy) {
    return evenings.stream()
        .filter(evening -> evening.rhythm() == rhythm && evening.strategy() == strategy)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  @Test
  void refreshIsFresherThanTheOverlapAndCheaperThanTheFullHistory() throws IOException {
    List<Evening> evenings = new Simulation(DAYS, MESSAGES_PER_DAY, 7).run(day -> {});

    assertThat(evenings).hasSize(DAYS * Rhythm.values().length * Strategy.values().length);
    for (Rhythm rhythm : Rhythm.values()) {
      Evening overlap = last(evenings, rhythm, Strategy.OVERLAP);
      Evening refresh = last(evenings, rhythm, Strategy.REFRESH);
      Evening full = last(evenings, rhythm, Strategy.FULL_HISTORY);

      assertThat(List.of(overlap.messages(), refresh.messages(), full.messages()))
          .as("every run of the same hour sees the same messages")
          .containsOnly(DAYS * MESSAGES_PER_DAY);
      assertThat(full.stale()).as("%s, full history", rhythm).isZero();
      assertThat(refresh.stale()).as("%s, refresh", rhythm).isLessThan(overlap.stale() / 2);
      assertThat(overlap.stale()).isLessThanOrEqualTo(overlap.changed());
      assertThat(overlap.requests()).isLessThan(refresh.requests());
      assertThat(refresh.requests()).isLessThanOrEqualTo(full.requests());
    }
    assertThat(last(evenings, Rhythm.DAILY, Strategy.OVERLAP).percentOfChanged())
        .as("one run a day, the last hour read again")
        .isBetween(90.0, 100.0);
    assertThat(last(evenings, Rhythm.HOURLY, Strategy.REFRESH).requests())
        .as("hourly, fewer requests than the full history")
        .isLessThan(last(evenings, Rhythm.HOURLY, Strategy.FULL_HISTORY).requests());
  }

  @Test
  void sameSeedGivesTheSameFigures() throws IOException {
    List<Evening> once = new Simulation(2, 20, 3).run(day -> {});

    assertThat(new Simulation(2, 20, 3).run(day -> {})).isEqualTo(once);
    assertThat(new Simulation(2, 20, 4).run(day -> {})).isNotEqualTo(once);
  }

  @Test
  void commandPrintsTheTableAndWritesTheFiles(@TempDir Path folder) throws IOException {
    Path csv = folder.resolve("figures/freshness.csv");
    Path svg = folder.resolve("figures/freshness.svg");

    int exitCode =
        run("--days", "2", "--messages", "20", "--csv", csv.toString(), "--svg", svg.toString());

    assertThat(exitCode).as(err.toString(UTF_8)).isZero();
    assertThat(err.toString(UTF_8)).contains("Day 2 of 2");
    assertThat(out.toString(UTF_8))
        .contains("of changed", "hourly  overlap alone", "daily   full history")
        .contains("refresh 2d,14d/1d,90d/7d");
    assertThat(Files.readAllLines(csv))
        .hasSize(1 + 2 * 2 * 3)
        .startsWith("runs,strategy,day,rows,changed,stale,requests")
        .anyMatch(line -> line.startsWith("daily,full_history,2,40,"));
    assertThat(Files.readString(svg))
        .contains("Stale rows at the end of the day", "Requests so far")
        .endsWith("</svg>\n");
  }

  @Test
  void simulationOfNoDaysIsRefused() {
    assertThat(run("--days", "0")).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .contains("Cannot simulate: give at least one day and one message a day.");
  }
}
