package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.jsonl.JsonTree;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Records extracted by the whole engine into JSON lines, which equal those of the API. */
class JsonlRoundTripTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T11:30:45Z"), ZoneOffset.UTC);

  @Property(seed = "20261130", tries = 150)
  void recordsAreReadBackUnchanged(
      @ForAll("records") List<String> records, @ForAll @IntRange(min = 1, max = 60) int columns)
      throws IOException {
    assertThat(roundTrip(records, columns)).isEqualTo(trees(records));
  }

  @Provide
  Arbitrary<List<String>> records() {
    return RecordRoundTripTest.hostileRecords();
  }

  @Example
  void keyThatIsFieldAndObjectIsReadBackUnchanged() throws IOException {
    List<String> records =
        List.of(
            "{\"id\":1,\"a\":\"x\"}",
            "{\"id\":2,\"a\":{\"b\":1.10,\"c\":{}},\"z\":[]}",
            "{\"id\":3,\"a\":{\"b\":{\"d\":null}}}",
            "{\"id\":4,\"a\":[{\"b\":null}]}",
            "{\"id\":5,\"a\":{}}",
            "{\"id\":6,\"a\":null}",
            "{\"id\":7}");
    for (int columns : new int[] {1, 38, 2000}) {
      assertThat(roundTrip(records, columns)).isEqualTo(trees(records));
    }
  }

  @Example
  void deepestAllowedRecordsAreReadBackUnchanged() throws IOException {
    String deep = "{\"a\":".repeat(250) + "1e400" + ",\"b\":null}".repeat(250);
    List<String> records = List.of("{\"id\":\"1\",\"o\":" + deep + "}", "{\"id\":\"2\"}");
    assertThat(roundTrip(records, 2000)).isEqualTo(trees(records));
    assertThat(roundTrip(records, 1)).isEqualTo(trees(records));
  }

  @Example
  void incrementalUpdateAddsFileThatHoldsItsRunId() throws IOException {
    Path folder = Files.createTempDirectory("jsonl");
    try (Scene scene = new Scene(folder)) {
      scene.api.list("campaigns", "{\"id\":1,\"tags\":[]}");
      ExtractionConfig config =
          config(folder).extractedAt(ExtractionConfig.ExtractedAt.ADDED).build();
      for (int run = 0; run < 2; run++) {
        scene
            .extractor()
            .sink(
                FileSink.builder(folder.resolve("tables"), JsonlFormat.gzip()).clock(CLOCK).build())
            .build()
            .run(config);
      }
      for (String id : List.of("20261126T113045Z", "20261126T113045Z-2")) {
        try (InputStream in =
            new GZIPInputStream(
                Files.newInputStream(folder.resolve("tables/campaigns/" + id + ".jsonl.gz")))) {
          assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
              .isEqualTo(
                  "{\"_run_id\":\"%s\",\"id\":1,\"tags\":[],\"_extracted_at\":\"%d\"}%n"
                      .formatted(id, Scene.NOW.getEpochSecond()));
        }
      }
    } finally {
      RecordRoundTripTest.delete(folder);
    }
  }

  private static List<Object> roundTrip(List<String> records, int columns) throws IOException {
    Path folder = Files.createTempDirectory("jsonl");
    try (Scene scene = new Scene(folder)) {
      scene.api.list("campaigns", records.toArray(String[]::new)).pageSize(7);
      scene
          .extractor()
          .sink(FileSink.builder(folder.resolve("tables"), JsonlFormat.plain()).build())
          .build()
          .run(
              config(folder)
                  .loadType(io.github.customerio4j.extract.sink.LoadType.FULL_LOAD)
                  .columnLimit(columns)
                  .build());
      try (InputStream in = Files.newInputStream(folder.resolve("tables/campaigns.jsonl"))) {
        return JsonTree.lines(in);
      }
    } finally {
      RecordRoundTripTest.delete(folder);
    }
  }

  private static ExtractionConfig.Builder config(Path folder) {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.addTables("campaigns").spoolDirectory(folder.resolve("spool"));
    return config;
  }

  private static List<Object> trees(List<String> records) throws IOException {
    List<Object> trees = new java.util.ArrayList<>();
    for (String record : records) {
      trees.add(repaired(JsonTree.of(record)));
    }
    return trees;
  }

  /** Replaces lone surrogates in a string; within arrays they stay as escapes. */
  private static Object repaired(Object tree) {
    if (tree instanceof JsonTree.Leaf leaf) {
      return new JsonTree.Leaf(leaf.token(), RecordRoundTripTest.repaired(leaf.text()));
    }
    if (tree instanceof Map<?, ?> object) {
      Map<Object, Object> repaired = new LinkedHashMap<>();
      object.forEach((key, value) -> repaired.put(key, repaired(value)));
      return repaired;
    }
    return tree;
  }
}
