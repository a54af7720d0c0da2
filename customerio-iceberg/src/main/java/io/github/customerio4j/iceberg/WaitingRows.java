package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.Row;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Rows on local disk that wait until the data file of their month is written. No file stays open,
 * and the heap holds a few megabytes, however many months there are.
 */
final class WaitingRows implements Closeable {
  private static final int MONTH_BYTES = 1 << 16;
  private static final int ALL_BYTES = 8 << 20;

  private final Path folder;
  private final int[] cells;
  private final Map<Month, Waiting> months = new TreeMap<>();
  private long inHeap;

  /** The rows of one month: the first ones are in the file. */
  private record Waiting(Path file, ByteArrayOutputStream bytes) {
    void flush() throws IOException {
      try (OutputStream to =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        bytes.writeTo(to);
      }
      bytes.reset();
    }
  }

  WaitingRows(Path folder, int cells) {
    this.folder = folder;
    this.cells = IntStream.range(0, cells).toArray();
  }

  void add(Month month, Row row) throws IOException {
    Waiting waiting =
        months.computeIfAbsent(
            month,
            any ->
                new Waiting(
                    folder.resolve(UUID.randomUUID() + ".waiting"), new ByteArrayOutputStream()));
    inHeap += StoredRow.write(new DataOutputStream(waiting.bytes()), row, cells);
    if (waiting.bytes().size() >= MONTH_BYTES) {
      inHeap -= waiting.bytes().size();
      waiting.flush();
    } else if (inHeap >= ALL_BYTES) {
      for (Waiting each : months.values()) {
        each.flush();
      }
      inHeap = 0;
    }
  }

  /** The months that have rows. */
  Iterable<Month> months() {
    return List.copyOf(months.keySet());
  }

  /** Hands over the rows of a month, which then no longer wait. */
  void take(Month month, RunRows.RowConsumer consumer) throws IOException {
    Waiting waiting = months.remove(month);
    if (waiting == null) {
      return;
    }
    inHeap -= waiting.bytes().size();
    waiting.flush();
    long left = Files.size(waiting.file());
    StoredRow row = new StoredRow(cells.length);
    try (DataInputStream rows =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(waiting.file()), MONTH_BYTES))) {
      while (left > 0) {
        left -= row.read(rows);
        consumer.accept(row);
      }
    } finally {
      Files.deleteIfExists(waiting.file());
    }
  }

  @Override
  public void close() throws IOException {
    for (Waiting waiting : months.values()) {
      Files.deleteIfExists(waiting.file());
    }
    months.clear();
  }
}
