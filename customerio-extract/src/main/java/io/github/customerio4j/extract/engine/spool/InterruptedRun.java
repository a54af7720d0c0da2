package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.extract.engine.row.ByteBuilder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okio.Buffer;

/** An interrupted run, as its journal describes it. */
final class InterruptedRun {
  private static final int LONGEST_ENTRY = 512 << 20;

  private final Header header;
  private final Map<String, String> facts = new HashMap<>();
  private final Map<String, Integer> partOfSlot = new HashMap<>();
  private final Map<Integer, InterruptedSlice> parts = new HashMap<>();
  private int lastPart;
  private long pageCount;

  /**
   * What identifies a run that another run may resume.
   *
   * @param version the version of its journal
   * @param job the workspace and the destination, as a digest
   * @param fingerprint everything that decides what the tables hold, as a digest
   * @param startedAt the start of the run, at which its windows end
   * @param expires the time after which no run resumes it
   */
  record Header(int version, String job, String fingerprint, Instant startedAt, Instant expires) {
    Buffer toEntry() {
      Buffer entry = new Buffer().writeByte(SpoolJournal.HEADER).writeInt(version);
      ByteBuilder.writeText(entry, job);
      ByteBuilder.writeText(entry, fingerprint);
      return entry.writeLong(startedAt.getEpochSecond()).writeLong(expires.getEpochSecond());
    }
  }

  private InterruptedRun(Header header) {
    this.header = header;
  }

  /** The header of the journal in the folder; empty if the run died before it wrote one. */
  static Optional<Header> header(Path folder) throws IOException {
    Path file = folder.resolve(SpoolJournal.FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try (Entries entries = new Entries(file)) {
      Optional<Buffer> first = entries.next();
      return first.isPresent() ? Optional.of(header(first.get())) : Optional.empty();
    }
  }

  /**
   * Reads the whole journal. An entry that was cut short when the run died is ignored.
   *
   * @throws DamagedSpoolException if anything but its end is not as it was written
   */
  static InterruptedRun read(Path folder) throws IOException {
    Path file = folder.resolve(SpoolJournal.FILE);
    long whole;
    InterruptedRun run;
    try (Entries entries = new Entries(file)) {
      Optional<Buffer> entry = entries.next();
      if (entry.isEmpty()) {
        throw new DamagedSpoolException("it has no beginning");
      }
      run = new InterruptedRun(header(entry.get()));
      for (entry = entries.next(); entry.isPresent(); entry = entries.next()) {
        run.add(entry.get());
      }
      whole = entries.end();
    }
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(whole);
    }
    return run;
  }

  Header header() {
    return header;
  }

  Map<String, String> facts() {
    return facts;
  }

  /** The number that the last part of the run had. */
  int lastPart() {
    return lastPart;
  }

  long pageCount() {
    return pageCount;
  }

  /** The number of the part for the slot, if it was started. */
  Optional<Integer> part(String slot) {
    return Optional.ofNullable(partOfSlot.get(slot));
  }

  /** The entries of a part; empty if it has no page. They can be taken once. */
  Optional<InterruptedSlice> take(int part) {
    return Optional.ofNullable(parts.remove(part));
  }

  private void add(Buffer entry) throws IOException {
    int kind = entry.readByte();
    switch (kind) {
      case SpoolJournal.FACT -> facts.put(ByteBuilder.readText(entry), ByteBuilder.readText(entry));
      case SpoolJournal.PART -> {
        int part = entry.readInt();
        partOfSlot.put(ByteBuilder.readText(entry), part);
        lastPart = Math.max(lastPart, part);
      }
      case SpoolJournal.KEYS -> part(entry.readInt()).addKeys(entry.readByteArray());
      case SpoolJournal.PAGE -> {
        part(entry.readInt()).addPage(entry.readByteArray());
        pageCount++;
      }
      default -> throw new DamagedSpoolException("it holds an entry of kind " + kind);
    }
  }

  private InterruptedSlice part(int number) {
    return parts.computeIfAbsent(number, any -> new InterruptedSlice());
  }

  private static Header header(Buffer entry) throws IOException {
    int version = entry.readByte() == SpoolJournal.HEADER ? entry.readInt() : 0;
    if (version < 1 || version > SpoolJournal.VERSION) {
      throw new DamagedSpoolException("it is of a later version of this library");
    }
    return new Header(
        version,
        ByteBuilder.readText(entry),
        ByteBuilder.readText(entry),
        Instant.ofEpochSecond(entry.readLong()),
        Instant.ofEpochSecond(entry.readLong()));
  }

  /** Reads entries and checks them. */
  private static final class Entries implements AutoCloseable {
    private final DataInputStream in;
    private final long length;
    private long end;

    Entries(Path file) throws IOException {
      this.length = Files.size(file);
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    /** Where the last entry that was read ends. */
    long end() {
      return end;
    }

    /** The next entry; empty at the end and where the last write was cut short. */
    Optional<Buffer> next() throws IOException {
      try {
        int size = in.readInt();
        int checksum = in.readInt();
        if (size <= 0 || size > LONGEST_ENTRY) {
          throw new DamagedSpoolException("an entry has " + size + " bytes");
        }
        if (size > length - end - 8) {
          return Optional.empty();
        }
        byte[] bytes = in.readNBytes(size);
        if (SpoolJournal.checksum(bytes) != checksum) {
          throw new DamagedSpoolException("an entry's checksum is wrong");
        }
        end += 8 + size;
        return Optional.of(new Buffer().write(bytes));
      } catch (EOFException e) {
        return Optional.empty();
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
