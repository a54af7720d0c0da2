package io.github.customerio4j.cli.destinations;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.file.ObjectSink;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.Okio;

/**
 * Files in a bucket. A table's files are fetched into a folder, and read there as files of that
 * format are.
 *
 * @param store the bucket
 * @param format the format of the files
 * @param layout where they are
 * @param fetched reads the files of the folder
 * @param folder where they are fetched to
 */
record StoredBucket(
    ObjectStore store, FileFormat format, ObjectSink.Layout layout, StoredRows fetched, Path folder)
    implements StoredRows {

  @Override
  public TableSink sink(Clock clock) {
    return FileSink.builder(store, format).layout(layout).clock(clock).build();
  }

  StateStore state() {
    return FileSink.builder(store, format).layout(layout).build().stateStore();
  }

  @Override
  public List<Map<String, String>> rows(TableSchema schema) throws IOException {
    clear(folder.resolve(schema.name()));
    for (String key : files(schema.name())) {
      Path file = folder.resolve(key);
      Files.createDirectories(file.getParent());
      try (InputStream in = store.read(key)) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return fetched.rows(schema);
  }

  /** A run that died after its commit is finished by the next one, at its begin. */
  @Override
  public void settle() throws IOException {
    sink(Clock.systemUTC()).begin().close();
  }

  private static void clear(Path parts) throws IOException {
    if (Files.isDirectory(parts)) {
      try (var files = Files.list(parts)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The files of a table, and those that go with them. */
  private List<String> files(String table) throws IOException {
    List<String> keys = new ArrayList<>();
    if (layout == ObjectSink.Layout.LOG) {
      try (JsonReader json =
          JsonReader.of(
              Okio.buffer(
                  Okio.source(store.read("_customerio/manifests/" + table + ".files.json"))))) {
        json.beginArray();
        while (json.hasNext()) {
          keys.add(json.nextString());
        }
        json.endArray();
      }
      return keys;
    }
    for (StoredObject object : store.list(table)) {
      if (object.key().startsWith(table + ".") || object.key().startsWith(table + "/")) {
        keys.add(object.key());
      }
    }
    return keys;
  }

  @Override
  public boolean appends() {
    return true;
  }

  @Override
  public boolean hasTypes() {
    return fetched.hasTypes();
  }
}
