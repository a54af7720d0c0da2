package io.github.customerio4j.extract.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the files of tables in a bucket as the readers of each layout do. */
final class BucketReader {
  private BucketReader() {}

  /** The keys of each table's data files. */
  static Map<String, List<String>> tables(ObjectStore store, ObjectSink.Layout layout)
      throws IOException {
    return layout == ObjectSink.Layout.PLACE ? inPlace(store) : byManifests(store);
  }

  /** The keys of a table's data files. */
  static List<String> files(ObjectStore store, ObjectSink.Layout layout, String table)
      throws IOException {
    return tables(store, layout).getOrDefault(table, List.of());
  }

  /** By the names alone. */
  private static Map<String, List<String>> inPlace(ObjectStore store) throws IOException {
    Map<String, List<String>> tables = new TreeMap<>();
    for (StoredObject object : store.list("")) {
      String key = object.key();
      if (!key.startsWith("_customerio/") && !key.endsWith(".manifest")) {
        tables.computeIfAbsent(key.replaceAll("[./].*", ""), any -> new ArrayList<>()).add(key);
      }
    }
    return tables;
  }

  /** By the lists for loaders, each of which agrees with what is there. */
  private static Map<String, List<String>> byManifests(ObjectStore store) throws IOException {
    Map<String, List<String>> tables = new TreeMap<>();
    for (StoredObject object : store.list("_customerio/manifests/")) {
      if (object.key().endsWith(".files.json")) {
        String table =
            object.key().replace("_customerio/manifests/", "").replace(".files.json", "");
        List<?> files = (List<?>) json(store, object.key());
        List<String> keys = files.stream().map(String::valueOf).toList();
        for (String key : keys) {
          assertThat(store.list(key)).as(key).isNotEmpty();
        }
        tables.put(table, keys);
      }
    }
    return tables;
  }

  static Object json(ObjectStore store, String key) throws IOException {
    Object json = new Moshi.Builder().build().adapter(Object.class).fromJson(text(store, key));
    assertThat(json).as(key).isNotNull();
    return json == null ? "" : json;
  }

  static String text(ObjectStore store, String key) throws IOException {
    try (InputStream content = store.read(key)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
