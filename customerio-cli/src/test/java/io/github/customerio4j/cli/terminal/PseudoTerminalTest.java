package io.github.customerio4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process on a real pseudo-terminal. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class PseudoTerminalTest {
  private static final int COLUMNS = 90;

  @TempDir Path folder;

  /** All that a process of this class path wrote to a terminal. */
  private String demo(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    String classPath = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dstderr.encoding=UTF-8", "-Dsun.stderr.encoding=UTF-8"));
    command.addAll(List.of("-Dfile.encoding=UTF-8", "-cp", classPath));
    command.addAll(List.of("io.github.customerio4j.cli.Main", "demo"));
    command.addAll(List.of("--out", folder.resolve("tables").toString()));
    command.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>(System.getenv());
    List.of("COLUMNS", "LINES", "NO_COLOR").forEach(environment::remove);
    environment.put("TERM", "xterm");
    environment.putAll(variables);
    PtyProcess process =
        new PtyProcessBuilder(command.toArray(String[]::new))
            .setEnvironment(environment)
            .setInitialColumns(COLUMNS)
            .setInitialRows(30)
            .start();
    process.setWinSize(new WinSize(COLUMNS, 30));
    String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(written).isZero();
    return written;
  }

  @Test
  void barsAreDrawnInTheTerminalsWidthAndLeaveALineForEachSource() throws Exception {
    String written = demo(Map.of());

    assertThat(written).as("bars were drawn").contains("\u001b[", "\u2501", " of 10 requests/s");
    List<String> seen = VirtualScreen.of(written, COLUMNS);
    assertThat(seen)
        .as("nothing is left of them")
        .noneMatch(line -> line.contains("requests/s") || line.contains("\u2501"));
    assertThat(seen.stream().filter(line -> line.startsWith("\u2713")))
        .as("the sources that are done")
        .hasSize(6)
        .anyMatch(line -> line.matches(". messages +5,79\\d rows +\\d+ requests +\\d+\\.\\d s"));
    assertThat(seen).anyMatch(line -> line.startsWith("TABLE "));
  }

  @Test
  void aTerminalThatCannotMoveItsCursorGetsPlainLines() throws Exception {
    assertThat(demo(Map.of("TERM", "dumb"))).doesNotContain("\u001b").contains("records, done");
  }
}
