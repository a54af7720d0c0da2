package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of lists that have nothing special, by the list's path below the prefix. Thread-safe.
 */
public final class ResourceStore {
  private final Map<String, List<StoredResource>> lists = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private long sequence;

  /** Lays a list there, be it empty. */
  synchronized void list(String path) {
    lists.putIfAbsent(path, new ArrayList<>());
  }

  public synchronized void add(String path, long created, JsonObject record) {
    lists
        .computeIfAbsent(path, any -> new ArrayList<>())
        .add(new StoredResource(sequence++, created, record));
  }

  /** Lays a whole body there. */
  synchronized void value(String path, String json) {
    values.put(path, json);
  }

  /**
   * The records of the list at that path.
   *
   * @throws RefusedException if no list has this path: its parent is not there
   */
  public synchronized List<StoredResource> at(String path) {
    List<StoredResource> list = lists.get(path);
    if (list == null) {
      throw RefusedException.notFound("resource");
    }
    return List.copyOf(list);
  }

  /**
   * The body at that path.
   *
   * @throws RefusedException if there is no such body
   */
  public synchronized String valueAt(String path) {
    String value = values.get(path);
    if (value == null) {
      throw RefusedException.notFound("resource");
    }
    return value;
  }

  /** All lists, as JSON texts. */
  public synchronized Map<String, List<String>> lists() {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    lists.forEach(
        (path, items) ->
            texts.put(path, items.stream().map(item -> item.body().toString()).toList()));
    return texts;
  }

  public synchronized Map<String, String> values() {
    return Map.copyOf(values);
  }
}
