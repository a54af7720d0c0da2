package io.github.customerio4j.extract.fleet;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.extract.io.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import okio.Buffer;

/**
 * A history in a file of JSON: the seconds that each workspace took. Several processes may write
 * it: a lock on a file next to it lets one of them at a time add what it knows.
 */
final class FileHistory implements FleetHistory {
  private static final String SECONDS = "seconds";

  /** One thread of the process at a time: a file is locked for the process, not for the thread. */
  private static final Object PROCESS = new Object();

  private final Path file;

  FileHistory(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public Map<String, Duration> load() throws IOException {
    byte[] text;
    try {
      text = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Map.of();
    }
    try (JsonReader json = JsonReader.of(new Buffer().write(text))) {
      return read(json);
    } catch (IOException | JsonDataException e) {
      throw new IOException(
          "Cannot read the history of the fleet in %s: %s. Delete the file, or correct it."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Map<String, Duration> read(JsonReader json) throws IOException {
    Map<String, Duration> took = new TreeMap<>();
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals(SECONDS)) {
        json.beginObject();
        while (json.hasNext()) {
          String workspace = json.nextName();
          double seconds = json.nextDouble();
          took.put(workspace, Duration.ofMillis(Math.round(seconds * 1000)));
        }
        json.endObject();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return took;
  }

  @Override
  public void save(Map<String, Duration> took) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    synchronized (PROCESS) {
      try (FileChannel channel =
          FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock(); // Until the channel is closed.
        Map<String, Duration> all = new TreeMap<>(known());
        all.putAll(took);
        DurableFiles.replace(file, beside("." + UUID.randomUUID()), write(all));
      }
    }
  }

  /** What the file says; a file that cannot be read is replaced. */
  private Map<String, Duration> known() {
    try {
      return load();
    } catch (IOException e) {
      return Map.of();
    }
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static byte[] write(Map<String, Duration> took) throws IOException {
    Buffer text = new Buffer();
    try (JsonWriter json = JsonWriter.of(text)) {
      json.setIndent("  ");
      json.beginObject().name(SECONDS).beginObject();
      for (Map.Entry<String, Duration> one : took.entrySet()) {
        json.name(one.getKey()).value(one.getValue().toMillis() / 1000.0);
      }
      json.endObject().endObject();
    }
    return text.writeByte('\n').readByteArray();
  }
}
