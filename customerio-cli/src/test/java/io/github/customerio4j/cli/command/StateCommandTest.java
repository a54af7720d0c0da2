package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.FileStateStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateCommandTest {
  private static final String STATE =
      "{\"version\":1,\"tables\":{\"messages\":{\"primary_key\":[\"id\"],\"columns\":["
          + "{\"name\":\"id\",\"pointer\":\"/id\"},{\"name\":\"b\"}],\"watermarks\":{"
          + "\"*\":\"2026-01-01T00:00:00Z\",\"email\":\"2026-01-02T00:00:00Z\"}},"
          + "\"segments\":{\"primary_key\":[],\"columns\":[],\"watermarks\":{}}},"
          + "\"activity_tables\":{\"event\":\"activity_event\"}}";

  private final Cli cli = new Cli();
  private EmbeddedPostgres postgres;

  @TempDir Path folder;

  @BeforeAll
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }

  private String[] where(String kind) {
    return switch (kind) {
      case "file" -> new String[] {"--state", folder.resolve("s.json").toString()};
      case "csv" -> new String[] {"--to", "csv:" + folder.resolve("crm")};
      case "duckdb" -> new String[] {"--to", "duckdb:" + folder.resolve("crm.duckdb")};
      default ->
          new String[] {
            "--to",
            "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres",
            "--schema",
            "crm"
          };
    };
  }

  private int state(String kind, String... words) {
    return cli.run(
        Stream.of(new String[] {"state"}, words, where(kind))
            .flatMap(Stream::of)
            .toArray(String[]::new));
  }

  private String stateFile() throws IOException {
    return Files.writeString(folder.resolve("given.json"), STATE).toString();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "csv", "duckdb", "postgresql"})
  void aStateGoesInAndOutWholeAndIsForgottenByTables(String kind) throws IOException {
    assertThat(state(kind, "import", stateFile())).as(cli.said()).isZero();
    assertThat(cli.out()).contains("Imported: 2 tables");
    assertThat(state(kind, "export")).as(cli.said()).isZero();
    assertThat(cli.out().strip()).isEqualTo(STATE);

    assertThat(state(kind, "show")).as(cli.said()).isZero();
    assertThat(cli.out().lines())
        .contains(
            "TABLE     KEY  COLUMNS  COMPLETE UNTIL",
            "messages  id         2  2026-01-01T00:00:00Z, email 2026-01-02T00:00:00Z",
            "segments  -          0  -");

    assertThat(state(kind, "reset", "messages")).as(cli.said()).isZero();
    assertThat(cli.out()).contains("Forgotten: messages");
    assertThat(state(kind, "export")).isZero();
    assertThat(ExtractionState.parse(cli.out()).tables().keySet()).containsExactly("segments");
    assertThat(ExtractionState.parse(cli.out()).activityTables()).containsKey("event");

    assertThat(state(kind, "reset")).as(cli.said()).isZero();
    assertThat(state(kind, "show")).isZero();
    assertThat(cli.out()).contains("Nothing is remembered: the next run is a first one.");
    assertThat(state(kind, "reset")).isZero();
    assertThat(cli.out()).contains("Nothing was remembered.");
  }

  @Test
  void lookingMakesNothing() throws IOException {
    for (String kind : List.of("file", "csv", "duckdb")) {
      assertThat(state(kind, "show")).as(cli.said()).isZero();
      assertThat(state(kind, "export")).as(cli.said()).isZero();
      assertThat(state(kind, "reset")).as(cli.said()).isZero();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void anUnknownTableIsRefusedAndNothingIsForgotten() throws IOException {
    assertThat(state("file", "import", stateFile())).isZero();
    assertThat(state("file", "reset", "segments", "messags")).isEqualTo(1);
    assertThat(cli.err())
        .contains("Cannot forget \"messags\": nothing is remembered of such a table.")
        .contains("There are messages, segments.");
    assertThat(state("file", "export")).isZero();
    assertThat(cli.out().strip()).isEqualTo(STATE);
  }

  @Test
  void aStateThatARunUsesIsNotChanged() throws Exception {
    assertThat(state("file", "import", stateFile())).isZero();
    Closeable run = new FileStateStore(folder.resolve("s.json")).lock();
    try (run) {
      assertThat(state("file", "reset")).isEqualTo(2);
      assertThat(cli.err()).contains("another one").contains("s.json");
      assertThat(state("file", "import", stateFile())).isEqualTo(2);
    }
    assertThat(Files.readString(folder.resolve("s.json"))).isEqualTo(STATE);
  }

  @Test
  void standardInputAndFilesServe() throws IOException {
    cli.withInput(STATE);
    assertThat(state("file", "import", "-")).as(cli.said()).isZero();
    String copy = folder.resolve("copy.json").toString();
    assertThat(state("file", "export", copy)).as(cli.said()).isZero();
    assertThat(Files.readString(Path.of(copy))).isEqualTo(STATE);
  }

  @Test
  void fileThatIsNoStateIsNotImported() throws IOException {
    assertThat(state("file", "import", stateFile())).isZero();
    for (String bad : List.of("{\"version\":7}", "{", "", "{}")) {
      cli.withInput(bad);
      assertThat(state("file", "import", "-")).as(bad).isEqualTo(1);
      assertThat(cli.err()).as(bad).startsWith("Cannot ");
    }
    assertThat(state("file", "import", folder.resolve("missing").toString())).isEqualTo(1);
    assertThat(cli.err()).contains("it cannot be read (NoSuchFileException)");
    assertThat(Files.readString(folder.resolve("s.json"))).isEqualTo(STATE);
  }

  @Test
  void aStateThatBelongsToNothingIsAskedFor() {
    assertThat(cli.run("state", "show")).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot find the state: neither --to nor --state is there.");
  }

  @Test
  void stateIsImportedWithAByteOrderMarkAndRefusedInUtf16() throws IOException {
    cli.withInput("\ufeff" + STATE + "\r\n");
    assertThat(state("file", "import", "-")).as(cli.said()).isZero();
    assertThat(state("file", "export")).isZero();
    assertThat(cli.out().strip()).isEqualTo(STATE);

    byte[] wide = STATE.getBytes(StandardCharsets.UTF_16LE);
    cli.withInput(wide);
    assertThat(state("file", "import", "-")).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot import standard input: it is text in UTF-16.");
    String file = Files.write(folder.resolve("wide.json"), wide).toString();
    assertThat(state("file", "import", file)).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot import " + file + ": it is text in UTF-16.");
  }
}
