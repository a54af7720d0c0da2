package io.github.customerio4j.extract.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileHistoryTest {
  @TempDir Path folder;
  private Path file;
  private FleetHistory history;

  @BeforeEach
  void open() {
    file = folder.resolve("below").resolve("history.json");
    history = FleetHistory.file(file);
  }

  @Test
  void missingFileKnowsNothing() throws IOException {
    assertThat(history.load()).isEmpty();
  }

  @Test
  void entriesOfOtherShardsStay() throws IOException {
    history.save(Map.of("a", Duration.ofSeconds(1), "b", Duration.ofMillis(1500)));
    FleetHistory.file(file).save(Map.of("b", Duration.ofSeconds(2), "c", Duration.ofSeconds(3)));

    assertThat(history.load())
        .containsOnly(
            Map.entry("a", Duration.ofSeconds(1)),
            Map.entry("b", Duration.ofSeconds(2)),
            Map.entry("c", Duration.ofSeconds(3)));
  }

  @Test
  void manyWritersLoseNothing() {
    IntStream.range(0, 50)
        .parallel()
        .forEach(
            i -> {
              try {
                FleetHistory.file(file).save(Map.of("w" + i, Duration.ofSeconds(i)));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(FleetHistory.file(file)).satisfies(all -> assertThat(all.load()).hasSize(50));
  }

  @Test
  void nothingIsLeftBesideTheFileAndItsLock() throws IOException {
    history.save(Map.of("a", Duration.ofSeconds(1)));

    try (var names = Files.list(file.getParent())) {
      assertThat(names.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("history.json", "history.json.lock");
    }
  }

  @Test
  void laterVersionMaySayMore() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"version\":2,\"seconds\":{\"a\":1.25},\"rows\":{\"a\":[1]}}");

    assertThat(history.load()).containsExactly(Map.entry("a", Duration.ofMillis(1250)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"seconds\":{\"a\":\"long\"}}", "{\"seconds\":"})
  void damagedFileIsNamedAndReplaced(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);

    assertThatThrownBy(history::load)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
    history.save(Map.of("a", Duration.ofSeconds(1)));
    assertThat(history.load()).containsOnlyKeys("a");
  }
}
