package io.github.customerio4j.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.sandbox.config.SandboxSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
  private static final DemoPace FAST = new DemoPace(SandboxSize.TINY, 0, Duration.ZERO);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  private int demo(Terminal.Style style, String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            style);
    return new CommandLine(new DemoCommand(FAST, terminal)).execute(arguments);
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void summaryNamesEveryTableWithItsFigures() {
    int exitCode = demo(Terminal.Style.LINES, "--out", folder.resolve("tables").toString());

    assertThat(exitCode).as("exit code; errors: %s", err).isZero();
    assertThat(lines(out))
        .as("the summary")
        .anyMatch(line -> line.matches("TABLE +ROWS +COLUMNS +REQUESTS +SECONDS"))
        .anyMatch(line -> line.matches("campaigns +8 +41 +1 +\\d+\\.\\d"))
        .anyMatch(line -> line.matches("customers +40 +\\d+ +\\d+ +\\d+\\.\\d"))
        .anyMatch(line -> line.matches("activity_event +\\d+ +\\d+ +- +-"))
        .anyMatch(line -> line.matches("17 tables +\\d+ +\\d+ +\\d+ +\\d+\\.\\d"));
  }

  @Test
  void outputFolderHoldsTablesAndManifestsOnly() throws IOException {
    Path tables = folder.resolve("tables");

    demo(Terminal.Style.LINES, "--out", tables.toString());

    assertThat(names(tables))
        .as("files in the output folder")
        .hasSize(34)
        .contains("messages.csv", "messages.csv.manifest", "segment_customers.csv")
        .allMatch(name -> name.endsWith(".csv") || name.endsWith(".csv.manifest"));
    assertThat(names(folder))
        .as("what stands beside it")
        .containsExactly("tables", "tables.state.json");
    assertThat(lines(out))
        .as("where the files are")
        .contains(
            "Tables  " + tables.resolve("*.csv") + ", a manifest beside each",
            "State   " + folder.resolve("tables.state.json"));
  }

  @Test
  void lastLinesShowTheFirstRowsOfATable() {
    demo(Terminal.Style.LINES, "--out", folder.resolve("tables").toString());

    List<String> shown = lines(out);
    assertThat(shown.subList(shown.size() - 3, shown.size()))
        .as("header and two rows of customers")
        .satisfiesExactly(
            header -> assertThat(header).matches(" +id +email +cio_id +first_name +surname.*"),
            first -> assertThat(first).matches(" +1000 +.*@example\\.com .*"),
            second -> assertThat(second).matches(" +1001 +.*@example\\.com .*"));
  }

  @Test
  void progressGoesToTheErrorStreamAndSaysWhenASourceIsDone() {
    demo(Terminal.Style.LINES, "--out", folder.resolve("tables").toString());

    assertThat(lines(err))
        .as("progress")
        .contains("  campaigns                       8 records, done")
        .contains("  customers                      40 records, done")
        .hasSize(6);
  }

  @Test
  void aSecondDemoReplacesTheFirst() throws IOException {
    String tables = folder.resolve("tables").toString();

    int first = demo(Terminal.Style.LINES, "--out", tables);
    int second = demo(Terminal.Style.BAR, "--out", tables);

    assertThat(List.of(first, second)).as("exit codes; errors: %s", err).containsOnly(0);
    assertThat(names(Path.of(tables))).as("files").hasSize(34);
  }

  @Test
  void anOutputFolderThatIsAFileIsAUserErrorOnOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "mine");

    int exitCode = demo(Terminal.Style.COLORED_BAR, "--out", file.toString());

    assertThat(exitCode).as("exit code").isEqualTo(DemoCommand.USER_ERROR);
    List<String> said = lines(err);
    assertThat(said.get(said.size() - 1))
        .as("the last line")
        .contains("Cannot write tables to " + file + ": ", "Name a folder");
    assertThat(err.toString(StandardCharsets.UTF_8)).as("no stack trace").doesNotContain("\tat ");
    assertThat(file).as("the file in the way").hasContent("mine");
  }

  @Test
  void theRootOfAFileSystemIsAUserError() {
    int exitCode = demo(Terminal.Style.LINES, "--out", folder.getRoot().toString());

    assertThat(exitCode).as("exit code").isEqualTo(DemoCommand.USER_ERROR);
    assertThat(lines(err))
        .as("errors")
        .singleElement()
        .asString()
        .contains("it is the root of a file system. Name a folder.");
  }

  @Test
  void anUnknownOptionIsAUserError() {
    CommandLine command = new CommandLine(new DemoCommand());
    command.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));

    assertThat(command.execute("--outt", "x")).as("exit code").isEqualTo(DemoCommand.USER_ERROR);
    assertThat(lines(err)).as("errors").first().asString().contains("--outt");
  }
}
