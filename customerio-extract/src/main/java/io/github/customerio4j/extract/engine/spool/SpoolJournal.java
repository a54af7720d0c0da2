package io.github.customerio4j.extract.engine.spool;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;
import okio.Buffer;

/**
 * The journal from which a later run resumes an interrupted one: entries in order, each with its
 * length and checksum. Entries are written at page borders. They are forced to the disk, after the
 * rows that they describe, at the first page border after a second has passed. Thread-safe.
 *
 * <p>It uses streams, not channels, because an interrupted thread closes a channel under others.
 */
public final class SpoolJournal implements Closeable {
  static final String FILE = "journal";

  /** The version of entries and spooled rows. Only the header of an earlier version is read. */
  static final int VERSION = 3;

  static final int HEADER = 0;
  static final int FACT = 1;
  static final int PART = 2;
  static final int KEYS = 3;
  static final int PAGE = 4;

  private static final long NANOS_BETWEEN_FORCES = Duration.ofSeconds(1).toNanos();

  private final FileOutputStream out;
  private final Set<FileOutputStream> written = new HashSet<>();
  private final Set<FileOutputStream> ended = new HashSet<>();
  private long forcedAt = System.nanoTime();

  private SpoolJournal(FileOutputStream out) {
    this.out = out;
  }

  /** Opens the journal in the folder, to append to it. */
  static SpoolJournal appendTo(Path folder) throws IOException {
    return new SpoolJournal(new FileOutputStream(folder.resolve(FILE).toFile(), true));
  }

  /** Writes one entry. */
  synchronized void append(Buffer entry) throws IOException {
    byte[] bytes = entry.readByteArray();
    out.write(ByteBuffer.allocate(8).putInt(bytes.length).putInt(checksum(bytes)).array());
    out.write(bytes);
    if (System.nanoTime() - forcedAt > NANOS_BETWEEN_FORCES) {
      force();
    }
  }

  /** Notes that a file has rows that must be on the disk before the journal is. */
  synchronized void wrote(FileOutputStream rows) {
    written.add(rows);
  }

  /** Closes a file of rows when they are on the disk. */
  synchronized void end(FileOutputStream rows) throws IOException {
    if (written.contains(rows)) {
      ended.add(rows);
    } else {
      rows.close();
    }
  }

  /** Forces everything to the disk. */
  synchronized void force() throws IOException {
    for (FileOutputStream rows : written) {
      rows.getFD().sync();
    }
    written.clear();
    closeEnded();
    out.getFD().sync();
    forcedAt = System.nanoTime();
  }

  @Override
  public synchronized void close() throws IOException {
    closeEnded();
    out.close();
  }

  private void closeEnded() throws IOException {
    for (FileOutputStream rows : ended) {
      rows.close();
    }
    ended.clear();
  }

  static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}
