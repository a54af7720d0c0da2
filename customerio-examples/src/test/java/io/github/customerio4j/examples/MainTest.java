package io.github.customerio4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) throws Exception {
    PrintStream systemOut = System.out;
    try (PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      // The examples print there.
      System.setOut(toOut);
      return Main.run(arguments, toOut, toErr);
    } finally {
      System.setOut(systemOut);
    }
  }

  private static List<String> names(ByteArrayOutputStream text) {
    return text.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("  "))
        .map(line -> line.strip().split(" ", 2)[0])
        .toList();
  }

  static List<String> examples() {
    return Main.names();
  }

  @Test
  void noNameListsAllExamples() throws Exception {
    assertThat(run()).as("exit code").isZero();

    assertThat(names(out)).isNotEmpty().isEqualTo(Main.names());
    assertThat(err.size()).as("bytes of errors").isZero();
  }

  @Test
  void unknownNameListsAllExamplesAndFails() throws Exception {
    assertThat(run("extract-to-xml")).as("exit code").isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Cannot run \"extract-to-xml\"");
    assertThat(names(err)).isEqualTo(Main.names());
    assertThat(out.size()).as("bytes of output").isZero();
  }

  @ParameterizedTest
  @MethodSource("examples")
  @DisabledIfEnvironmentVariable(
      named = "CUSTOMERIO_APP_API_KEY",
      matches = ".+",
      disabledReason = "The examples would read a real workspace.")
  void everyExampleRunsByItsName(String name, @TempDir Path folder) throws Exception {
    assertThat(run(name, folder.toString())).as("exit code").isZero();

    assertThat(out.size()).as("bytes of output").isPositive();
    assertThat(err.size()).as("bytes of errors").isZero();
  }

  @Test
  @DisabledIfEnvironmentVariable(
      named = "CUSTOMERIO_APP_API_KEY",
      matches = ".+",
      disabledReason = "The example would read a real workspace.")
  void nameOfTheClassRunsTheExample() throws Exception {
    assertThat(run("ListAndFilter")).as("exit code").isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("campaigns, running are:");
  }
}
