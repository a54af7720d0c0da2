package io.github.customerio4j.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.terminal.Glyphs;
import io.github.customerio4j.cli.terminal.Palette;
import io.github.customerio4j.cli.terminal.Screen;
import io.github.customerio4j.extract.fleet.FleetStart;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionStart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveFleetTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  private final FleetTally tally = new FleetTally(Clock.fixed(NOW, ZoneOffset.UTC));

  private void begin(int workspaces) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < workspaces; i++) {
      names.add("workspace-" + i);
    }
    tally.started(new FleetStart(NOW, names, workspaces));
    for (String name : names) {
      ExtractionListener run = tally.starting(name);
      run.started(
          new ExtractionStart(NOW, List.of("campaigns", "messages"), OptionalDouble.empty()));
      run.requestSent("campaigns", NOW);
      run.pageRead("campaigns", 1200, 10);
      run.sourceFinished("campaigns", 1200);
    }
  }

  private List<String> lines(int columns, int rows) {
    return new FleetFrame(Glyphs.ASCII, Palette.PLAIN)
        .lines(tally.moment(), new Screen.Size(columns, rows));
  }

  @Test
  void aWorkspaceThatRunsHasALineWithItsShareDone() {
    begin(1);
    assertThat(lines(100, 24).get(0)).matches("  workspace-0 +=+-+ +50% +1,200 rows +1 requests");
    assertThat(lines(100, 24).get(1)).contains("0 of 1 workspaces ended", "1,200 rows");
  }

  @Test
  void workspacesThatEndedStayAboveThoseThatRun() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WorkspaceJob job = new WorkspaceJob("acme", ProcessContext.ofProcess());
    try (LiveFleet live =
        new LiveFleet(
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            () -> new Screen.Size(80, 24),
            new LiveFleet.Look(Glyphs.ASCII, Palette.PLAIN),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new ResultText(Map.of("acme", job)))) {
      live.started(new FleetStart(NOW, List.of("acme"), 4));
      live.workspaceStarting("acme").warned("messages", "a warning");
      live.draw();
      live.workspaceEnded(
          new WorkspaceResult(
              "acme",
              WorkspaceResult.Outcome.FAILED,
              Optional.empty(),
              Optional.of(new IllegalArgumentException("no key\u001b[2J")),
              Duration.ZERO));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.contains("1 workspace, at most 4 at once"))
        .anyMatch(line -> line.startsWith("! acme ") && line.contains("messages: warning: a war"))
        .anyMatch(line -> line.contains("x acme ") && line.contains("was: no key [2J"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 80, 60, 40, 20})
  void hundredsFitTheScreen(int columns) {
    begin(300);
    List<String> lines = lines(columns, 24);
    assertThat(lines).hasSize(23).allMatch(line -> line.length() < columns);
    if (columns >= 80) {
      assertThat(lines.get(21)).contains("and 279 more");
      assertThat(lines.get(22)).contains("0 of 300 workspaces ended", "300 requests");
    }
  }
}
