package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionReport.TableFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children of many parents: their order, their requests and their failures. */
class ManyParentsTest {
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

  private static ExtractionConfig.Builder tables(String... names) {
    return ExtractionConfig.builder().addTables(names).maxRequestsInFlight(5);
  }

  /** A spool file holds one parent, four or 32; some parents were deleted. */
  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 700})
  void childrenOfManyParentsAreInOrderOfParents(int parents) {
    scene.api.list(
        "segments",
        IntStream.range(0, parents).mapToObj(id -> "{\"id\":" + id + "}").toArray(String[]::new));
    for (int id = 0; id < parents; id++) {
      if (id % 7 != 3) {
        scene.api.body("segments/" + id + "/customer_count", "{\"count\":" + id + "}");
      }
    }
    for (long seed = 0; seed < (parents > 100 ? 1 : 3); seed++) {
      scene.api.delays(seed);
      ExtractionReport report = scene.run(tables("segment_customer_counts"));
      assertThat(scene.table("segment_customer_counts").column("segment_id"))
          .isEqualTo(
              IntStream.range(0, parents)
                  .filter(id -> id % 7 != 3)
                  .mapToObj(String::valueOf)
                  .toList());
      long deleted = IntStream.range(0, parents).filter(id -> id % 7 == 3).count();
      assertThat(report.tables().get(0).warnings())
          .hasSize(deleted == 0 ? 0 : 1)
          .allMatch(text -> text.startsWith(deleted + " of segments were deleted"));
    }
  }

  /** The same id under two parents is no duplicate, even if they share a spool file. */
  @Test
  void childrenWithSameIdUnderDifferentParentsAreKept() {
    int parents = 300;
    scene.api.list(
        "newsletters",
        IntStream.range(0, parents).mapToObj(id -> "{\"id\":" + id + "}").toArray(String[]::new));
    for (int id = 0; id < parents; id++) {
      scene.api.body(
          "newsletters/" + id + "/test_groups",
          "{\"test_groups\":[{\"id\":\"A\"},{\"id\":\"B\"},{\"id\":\"A\"}]}");
    }
    scene.run(tables("newsletter_test_groups"));
    assertThat(scene.table("newsletter_test_groups").column("id"))
        .hasSize(2 * parents)
        .as("of two rows of a group the later one counts")
        .startsWith("B", "A", "B", "A");
  }

  @Test
  void childrenAreRequestedWhileParentsAreStillListed() {
    AtomicInteger pages = new AtomicInteger();
    AtomicInteger pagesAtFirstChild = new AtomicInteger(-1);
    scene.api.trouble(
        request -> {
          String path = request.getUrl().encodedPath();
          if (path.equals("/v1/newsletters")) {
            int page = pages.incrementAndGet();
            return Optional.of(
                FakeWorkspace.json(
                    "{\"newsletters\":[{\"id\":"
                        + page
                        + "}],\"next\":\""
                        + (page < 60 ? page : "")
                        + "\"}"));
          }
          if (path.endsWith("/contents")) {
            pagesAtFirstChild.compareAndSet(-1, pages.get());
            return Optional.of(FakeWorkspace.json("{\"contents\":[{\"id\":1}]}"));
          }
          return Optional.empty();
        });
    scene.run(tables("newsletter_contents"));
    assertThat(scene.table("newsletter_contents").column("newsletter_id")).hasSize(60);
    assertThat(pagesAtFirstChild).hasValueBetween(1, 30);
  }

  @Test
  void objectsAreSearchedByTypeAndReadOneByOne() {
    scene.api.body("object_types", "{\"types\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
    scene.api.trouble(
        request -> {
          if (!request.getUrl().encodedPath().equals("/v1/objects")) {
            return Optional.empty();
          }
          String body = String.valueOf(request.getBody() == null ? "" : request.getBody().utf8());
          if (!body.contains("\"object_type_id\":\"1\"")) {
            return Optional.of(FakeWorkspace.json("{\"identifiers\":[],\"ids\":[]}"));
          }
          boolean isFirst = request.getUrl().queryParameter("start") == null;
          return Optional.of(
              FakeWorkspace.json(
                  isFirst
                      ? "{\"identifiers\":[{\"object_id\":\"a/c\",\"cio_object_id\":\"ob1\"}],"
                          + "\"ids\":[\"a/c\"],\"next\":\"n\"}"
                      : "{\"identifiers\":[{\"object_id\":\"b\",\"cio_object_id\":\"ob2\"}]}"));
        });
    for (String id : List.of("a%2Fc", "b")) {
      scene.api.body(
          "objects/1/" + id + "/attributes",
          "{\"object\":{\"identifiers\":{\"cio_object_id\":\"ob-"
              + id
              + "\"},\"attributes\":{\"n\":1}}}");
    }
    scene.api.body(
        "objects/1/b/relationships",
        "{\"cio_relationships\":[{\"identifiers\":{\"cio_id\":\"p1\"}}]}");
    scene.api.body(
        "objects/1/a%2Fc/relationships",
        "{\"cio_relationships\":[{\"identifiers\":{\"cio_id\":\"p1\"}}],\"next\":\"\"}");

    scene.run(tables("objects", "object_attributes", "object_relationships"));

    assertThat(scene.table("objects").column("cio_object_id")).containsExactly("ob1", "ob2");
    assertThat(scene.table("objects").column("object_type_id")).containsExactly("1", "1");
    assertThat(scene.table("object_attributes").column("attributes_n")).containsExactly("1", "1");
    assertThat(scene.table("object_relationships").column("object_id")).containsExactly("a/c", "b");
    assertThat(scene.table("object_relationships").column("identifiers_cio_id"))
        .containsExactly("p1", "p1");
  }

  @Test
  void failureForOneParentFailsChildTable() {
    scene.api.list(
        "segments",
        IntStream.range(0, 200).mapToObj(id -> "{\"id\":" + id + "}").toArray(String[]::new));
    scene.api.trouble(
        request ->
            request.getUrl().encodedPath().endsWith("/customer_count")
                ? Optional.of(
                    request.getUrl().encodedPath().contains("/150/")
                        ? new MockResponse.Builder().code(403).build()
                        : FakeWorkspace.json("{\"count\":1}"))
                : Optional.empty());
    ExtractionReport report =
        scene.run(
            tables("segments", "segment_customer_counts")
                .onTableFailure(ExtractionConfig.OnTableFailure.SKIP));
    assertThat(report.failures())
        .extracting(TableFailure::table)
        .containsExactly("segment_customer_counts");
    assertThat(scene.table("segments").column("id")).hasSize(200);
  }
}
