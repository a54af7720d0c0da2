package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** If a list brings a record twice, its newer version is the one in the table. */
class RecordVersionTest {
  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void newsletters(String... pages) {
    scene.api.trouble(
        request -> {
          HttpUrl url = request.getUrl();
          if (!url.encodedPath().equals("/v1/newsletters")) {
            return Optional.empty();
          }
          String start = url.queryParameter("start");
          int page = start == null ? 0 : Integer.parseInt(start);
          String next = page + 1 < pages.length ? String.valueOf(page + 1) : "";
          return Optional.of(
              ok("{\"newsletters\":[" + pages[page] + "],\"next\":\"" + next + "\"}"));
        });
  }

  private static MockResponse ok(String body) {
    return new MockResponse.Builder().body(body).build();
  }

  private static String record(String version, String name) {
    return "{\"id\":1,\"name\":\"" + name + "\"" + (version == null ? "" : "," + version) + "}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Compared as numbers, not as texts.
        "'\"deduplicate_id\":\"1:999\"' | '\"deduplicate_id\":\"1:1700000000\"' | second",
        "'\"deduplicate_id\":\"1:1700000000\"' | '\"deduplicate_id\":\"1:999\"' | first",
        "'\"updated\":999' | '\"updated\":1700000000' | second",
        "'\"updated\":1700000000' | '\"updated\":999' | first",
        "'\"updated\":1700000000.75' | '\"updated\":1700000000.5' | first",
        "'\"updated\":\"1700000001\"' | '\"updated\":1700000000' | first",
        // The id of the version counts before the time of the update.
        "'\"deduplicate_id\":\"1:20\",\"updated\":1' | '\"deduplicate_id\":\"1:10\",\"updated\":2' | first",
        "'\"deduplicate_id\":\"a:b:20\"' | '\"deduplicate_id\":\"a:b:3\"' | first",
        // Without a time, or with equal ones, the later record counts.
        "'\"deduplicate_id\":\"1\"' | '\"updated\":null' | second",
        "'\"updated\":5' | '\"updated\":5' | second",
        "'\"updated\":5' | '\"updated\":\"soon\"' | first"
      })
  void newerVersionIsInTheTable(String first, String second, String expected) {
    for (String separator : List.of("same page", "next page")) {
      String[] pages =
          separator.equals("same page")
              ? new String[] {record(first, "first") + "," + record(second, "second")}
              : new String[] {record(first, "first"), record(second, "second")};
      newsletters(pages);

      ExtractionReport report =
          scene.run(
              ExtractionConfig.builder()
                  .stateUse(ExtractionConfig.StateUse.RESET)
                  .addTables("newsletters"));

      assertThat(scene.table("newsletters").column("name")).as(separator).containsExactly(expected);
      assertThat(report.tables().get(0).duplicates()).isEqualTo(1);
    }
  }

  @Test
  void thirdVersionReplacesTheSecond() {
    newsletters(
        record("\"updated\":1", "a"), record("\"updated\":3", "c"), record("\"updated\":2", "b"));

    scene.run(ExtractionConfig.builder().addTables("newsletters"));

    assertThat(scene.table("newsletters").column("name")).containsExactly("c");
  }

  @Test
  void newerVersionOnAnotherPageDoesNotAskForChildrenAgain() {
    newsletters(record("\"updated\":1", "a"), record("\"updated\":2", "b"));
    scene.api.body("newsletters/1/contents", "{\"contents\":[{\"id\":10,\"newsletter_id\":1}]}");

    scene.run(ExtractionConfig.builder().addTables("newsletters", "newsletter_contents"));

    assertThat(scene.api.requests("newsletters/1/contents")).hasSize(1);
    assertThat(scene.table("newsletter_contents").column("id")).containsExactly("10");
  }

  @Test
  void versionsAreComparedAfterAnInterruption() {
    AtomicInteger requests = new AtomicInteger();
    String[] names = {"old", "new", "oldest"};
    int[] versions = {2, 3, 1};
    boolean[] isInterrupted = {true};
    scene.api.trouble(
        request -> {
          String start = request.getUrl().queryParameter("start");
          int page = start == null ? 0 : Integer.parseInt(start);
          requests.incrementAndGet();
          if (page == 2 && isInterrupted[0]) {
            return Optional.of(new MockResponse.Builder().code(401).build());
          }
          String next = page < 2 ? String.valueOf(page + 1) : "";
          String record = record("\"updated\":" + versions[page], names[page]);
          return Optional.of(ok("{\"newsletters\":[" + record + "],\"next\":\"" + next + "\"}"));
        });
    ExtractionConfig.Builder config = ExtractionConfig.builder().addTables("newsletters");
    assertThatThrownBy(() -> scene.run(config)).isInstanceOf(AuthenticationException.class);
    isInterrupted[0] = false;

    scene.run(config);

    assertThat(scene.table("newsletters").column("name")).containsExactly("new");
    assertThat(requests).as("three pages, one of them twice").hasValue(4);
  }

  /** Two windows share a second; the request for the earlier one may be answered first or last. */
  @ParameterizedTest
  @CsvSource({"1, 2, second", "2, 1, first", ", , second"})
  void newerVersionAtTheBorderOfWindowsIsInTheTable(String earlier, String later, String expected) {
    List<Long> starts = new CopyOnWriteArrayList<>();
    scene.api.trouble(
        request -> {
          long start = Long.parseLong(request.getUrl().queryParameter("start_ts"));
          starts.add(start);
          return Optional.of(ok("{\"messages\":[]}"));
        });
    ExtractionConfig.Builder config =
        ExtractionConfig.builder()
            .messages(
                MessagesSelection.builder().since(Instant.parse("2026-10-01T00:00:00Z")).build());
    scene.run(config.stateUse(ExtractionConfig.StateUse.RESET));
    long second = starts.stream().mapToLong(Long::longValue).max().orElseThrow() + 1;
    scene.api.trouble(
        request -> {
          long start = Long.parseLong(request.getUrl().queryParameter("start_ts"));
          long end = Long.parseLong(request.getUrl().queryParameter("end_ts"));
          boolean isFirst = end <= second + 1;
          String version = isFirst ? earlier : later;
          return Optional.of(
              start <= second && second <= end
                  ? ok(
                      "{\"messages\":[{\"id\":\"m\",\"type\":\"email\",\"created\":%d,\"subject\":\"%s\"%s}]}"
                          .formatted(
                              second,
                              isFirst ? "first" : "second",
                              version == null ? "" : ",\"updated\":" + version))
                  : ok("{\"messages\":[]}"));
        });

    scene.run(config.stateUse(ExtractionConfig.StateUse.RESET));

    assertThat(scene.table("messages").column("subject")).containsExactly(expected);
  }
}
