package io.github.customerio4j.extract.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableSinkContract;
import io.github.customerio4j.extract.sink.object.FolderStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of sinks for a bucket; a format and a layout are subclasses. */
abstract class ObjectSinkContract extends TableSinkContract {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T08:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private final FileFormat format;
  private final ObjectSink.Layout layout;

  ObjectSinkContract(FileFormat format, ObjectSink.Layout layout) {
    this.format = format;
    this.layout = layout;
  }

  /** The rows of a file, after the names of the columns. */
  abstract List<List<@Nullable String>> rows(Path file) throws IOException;

  FolderStore store() {
    return new FolderStore(folder.resolve("bucket"));
  }

  @Override
  protected TableSink sink() {
    return FileSink.builder(store(), format)
        .layout(layout)
        .clock(CLOCK)
        .stagingFolder(folder.resolve("staging"))
        .build();
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() throws IOException {
    Map<String, List<List<@Nullable String>>> tables = new TreeMap<>();
    for (Map.Entry<String, List<String>> table : BucketReader.tables(store(), layout).entrySet()) {
      assertThat(table.getValue()).as("files of a Full Load").hasSize(1);
      tables.put(table.getKey(), rows(store().file(table.getValue().get(0))));
    }
    return tables;
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    assertThat(store().list("_customerio/staged/")).extracting(StoredObject::key).isEmpty();
    assertThat(folder.resolve("staging")).doesNotExist();
  }
}
