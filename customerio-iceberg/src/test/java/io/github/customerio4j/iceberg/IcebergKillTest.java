package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run dies at every other of its reads and writes of files, or at each seventh; the next run
 * shows all of it or nothing.
 */
final class IcebergKillTest {
  private static final String BEFORE = "{\"a\":1}";
  private static final String AFTER = "{\"a\":2}";

  private final CatalogServers servers = new CatalogServers();
  @TempDir private Path folder;

  @AfterEach
  void stopServers() throws IOException {
    servers.close();
  }

  private static TableSchema merged() {
    return TableSchema.builder()
        .from(schema("merged", "id", "name"))
        .addPrimaryKey("id")
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .build();
  }

  private static void run(IcebergSink sink, String value, String state) throws IOException {
    try (SinkTransaction run = sink.begin()) {
      write(run, merged(), List.of(row("1", value), row(value, value)));
      write(run, schema("replaced", "id"), List.of(row(value)));
      write(run, schema(value, "id"), List.of(row(value)));
      run.commit(state);
    }
  }

  @ParameterizedTest
  @EnumSource(CatalogServers.Kind.class)
  void allTablesAndTheStateAreOldOrNew(CatalogServers.Kind kind) throws IOException {
    boolean isOver = false;
    boolean hasOld = false;
    boolean hasNew = false;
    // The paths of the others are parts of these two.
    boolean isWhole =
        kind == CatalogServers.Kind.SQLITE || kind == CatalogServers.Kind.REST_TOGETHER;
    for (int calls = 0; !isOver; calls += isWhole ? 2 : 7) {
      Path place = folder.resolve("after-" + calls);
      Files.createDirectories(place);
      DyingFiles files = new DyingFiles();
      try (CatalogServers.Opened opened = servers.open(kind, place, files)) {
        Catalog catalog = opened.catalog();
        IcebergSink sink = IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE).build();
        run(sink, "old", BEFORE);
        files.dieAfter(calls);
        try {
          run(sink, "new", AFTER);
        } catch (IOException | NotFoundException e) {
          assertThat(e).hasStackTraceContaining("The process died.");
        }
        isOver = !files.isDead();
        files.dieAfter(Long.MAX_VALUE);
        Optional<String> state;
        try (SinkTransaction next = sink.begin()) {
          state = next.unsavedState();
        }
        boolean isNew = state.equals(Optional.of(AFTER));
        assertThat(state).contains(isNew ? AFTER : BEFORE);
        assertThat(unordered(LocalWarehouse.tables(catalog)))
            .as("dead after %d calls", calls)
            .isEqualTo(unordered(isNew ? after() : before()));
        hasOld |= !isNew;
        hasNew |= isNew;
      }
      delete(place);
    }
    assertThat(hasOld).isTrue();
    assertThat(hasNew).isTrue();
  }

  /** The files of a table have no order. */
  private static Map<String, Set<List<@Nullable String>>> unordered(
      Map<String, List<List<@Nullable String>>> tables) {
    Map<String, Set<List<@Nullable String>>> unordered = new TreeMap<>();
    tables.forEach((name, rows) -> unordered.put(name, new HashSet<>(rows)));
    return unordered;
  }

  private static Map<String, List<List<@Nullable String>>> before() {
    return Map.of(
        "merged", List.of(row("id", "name"), row("1", "old"), row("old", "old")),
        "replaced", List.of(row("id"), row("old")),
        "old", List.of(row("id"), row("old")));
  }

  private static Map<String, List<List<@Nullable String>>> after() {
    return Map.of(
        "merged",
        List.of(row("id", "name"), row("new", "new"), row("1", "new"), row("old", "old")),
        "replaced",
        List.of(row("id"), row("new")),
        "old",
        List.of(row("id"), row("old")),
        "new",
        List.of(row("id"), row("new")));
  }

  private static void delete(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
