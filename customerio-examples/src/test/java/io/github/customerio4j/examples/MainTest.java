package io.github.customerio4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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

  /** In a process of its own, whose environment names no workspace: so it reads a sandbox. */
  private String runAlone(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("CUSTOMERIO_"));
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();

    assertThat(process.waitFor()).as("exit code, %s", Files.readString(errors)).isZero();
    assertThat(errors).as("errors").isEmptyFile();
    return Files.readString(output);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleRunsByItsName(String name, @TempDir Path folder) throws Exception {
    Path own = Files.createDirectory(folder.resolve("own"));

    assertThat(runAlone(folder, name, own.toString())).as("output").isNotBlank();
  }

  @Test
  void nameOfTheClassRunsTheExample(@TempDir Path folder) throws Exception {
    assertThat(runAlone(folder, "ListAndFilter")).contains("campaigns, running are:");
  }
}
