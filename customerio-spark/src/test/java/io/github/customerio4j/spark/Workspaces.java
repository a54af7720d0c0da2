package io.github.customerio4j.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/** Workspaces, each a sandbox of its own, and the file that names them. */
final class Workspaces implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Sandbox> sandboxes = new LinkedHashMap<>();
  private final List<String> newest = new ArrayList<>();
  private final Path folder;

  private Workspaces(Path folder) {
    this.folder = folder;
  }

  /** Starts workspaces w0, w1 and so on. */
  static Workspaces start(Path folder, int count, IntFunction<Sandbox> sandbox) {
    Workspaces workspaces = new Workspaces(folder);
    for (int i = 0; i < count; i++) {
      workspaces.sandboxes.put("w" + i, sandbox.apply(i));
    }
    workspaces.write("");
    workspaces.sandboxes.forEach(
        (name, one) -> {
          List<String> messages = one.truth().messages();
          workspaces.newest.add(name + "/" + id(messages.get(messages.size() - 1)));
        });
    return workspaces;
  }

  /** Writes the file, with another line in the defaults. */
  void write(String line) {
    StringBuilder yaml = new StringBuilder("defaults:\n");
    yaml.append("  key-file: ").append(folder).append("/{workspace}.key\n").append(line);
    yaml.append("workspaces:\n");
    try {
      for (Map.Entry<String, Sandbox> one : sandboxes.entrySet()) {
        yaml.append("  ").append(one.getKey()).append(":\n");
        yaml.append("    base-url: ").append(one.getValue().baseUrl()).append('\n');
        Files.writeString(folder.resolve(one.getKey() + ".key"), one.getValue().appApiKey() + "\n");
      }
      Files.writeString(file(), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return folder.resolve("workspaces.yaml");
  }

  Map<String, Sandbox> sandboxes() {
    return sandboxes;
  }

  Sandbox sandbox(String name) {
    Sandbox sandbox = sandboxes.get(name);
    if (sandbox == null) {
      throw new IllegalArgumentException("There is no workspace " + name);
    }
    return sandbox;
  }

  DataFrameReader read(SparkSession spark, String table) {
    return spark
        .read()
        .format("customerio")
        .option("workspaces", file().toString())
        .option("table", table);
  }

  DataStreamReader stream(SparkSession spark, String table) {
    return spark
        .readStream()
        .format("customerio")
        .option("workspaces", file().toString())
        .option("table", table);
  }

  /** The messages of all workspaces: WORKSPACE/ID. */
  List<String> messages() {
    List<String> all = new ArrayList<>();
    sandboxes.forEach(
        (name, sandbox) ->
            sandbox.truth().messages().forEach(json -> all.add(name + "/" + id(json))));
    return all;
  }

  /**
   * What is missing, too much or doubled, compared with the messages of all workspaces. Each has
   * one message of the second in which it was started, which may be missing.
   */
  Map<String, List<String>> differences(List<String> ids) {
    List<String> missing = new ArrayList<>(messages());
    List<String> unexpected = new ArrayList<>();
    for (String id : ids) {
      if (!missing.remove(id)) {
        unexpected.add(id);
      }
    }
    Map<String, List<String>> differences = new LinkedHashMap<>();
    missing.removeAll(newest);
    if (!missing.isEmpty()) {
      differences.put("missing", missing);
    }
    if (!unexpected.isEmpty()) {
      differences.put("doubled or unknown", unexpected);
    }
    return differences;
  }

  /** Waits for the next second: a stream goes forward by whole seconds. */
  static void awaitNextSecond() {
    long second = System.currentTimeMillis() / 1000;
    while (System.currentTimeMillis() / 1000 == second) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The id of a record. */
  static String id(String json) {
    try {
      return JSON.readTree(json).get("id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sandboxes.values().forEach(Sandbox::close);
  }
}
