package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the page about class paths is true. */
class ClassPathTest {
  private static final Path MODULES = Path.of("").toAbsolutePath().getParent();
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([a-z0-9.-]+)` \\|.*\\| (works|refused, as [A-Z]\\w+)\\b.*\\|$",
          Pattern.MULTILINE);

  @TempDir private Path folder;

  record Row(String module, String outcome) {
    @Override
    public String toString() {
      return module + " " + outcome;
    }
  }

  static Stream<Row> rows() throws IOException {
    return ROW.matcher(page()).results().map(row -> new Row(row.group(1), row.group(2)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void programWorksOrIsRefusedAsThePageSays(Row row) throws Exception {
    String printed = run(row.module());
    if (row.outcome().equals("works")) {
      assertEquals("works", printed);
    } else {
      String library = row.outcome().substring("refused, as ".length());
      assertTrue(printed.startsWith("Cannot use the " + library + " on the class path"), printed);
      assertTrue(page().replaceAll("\\s+", " ").contains(printed), printed);
    }
  }

  @Test
  void everySetUpIsInThePage() throws IOException {
    Pattern module = Pattern.compile("<module>(.+)</module>");
    List<String> modules =
        module
            .matcher(Files.readString(MODULES.resolve("pom.xml")))
            .results()
            .map(found -> found.group(1))
            .filter(name -> !name.equals("table"))
            .toList();
    assertEquals(new TreeSet<>(modules), new TreeSet<>(rows().map(Row::module).toList()));
  }

  private String run(String module) throws IOException, InterruptedException {
    String libraries = Files.readString(MODULES.resolve(module).resolve("target/class-path.txt"));
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Path.of("target/classes").toAbsolutePath()
                    + System.getProperty("path.separator")
                    + libraries,
                "consumer.Program",
                folder.toString())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    try (InputStream out = program.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(0, program.waitFor(), () -> errors(printed));
      return printed;
    }
  }

  private String errors(String printed) {
    try {
      return printed + "\n" + Files.readString(folder.resolve("stderr"));
    } catch (IOException e) {
      return printed;
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of(System.getProperty("consumer.docs"), "class-paths.md"));
  }
}
