package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import io.github.customerio4j.extract.sink.parquet.ParquetTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * Merges the rows of a run into a table by copy-on-write: reads the files that may have one of the
 * rows, and writes those again in which a row changes.
 */
final class Upsert {
  private static final long MICROS = 1_000_000;

  /** A file is small below this part of the wanted size. */
  private static final int SMALL = 16;

  /** So many small files of a partition are merged. */
  private static final int MANY = 8;

  private final Place place;
  private final TableColumns columns;
  private final RunRows run;
  private final boolean marksDeleted;
  private final int[] key;
  private final int[] runPlaces;
  private final int extractedAt;
  private final int deletedCell;
  private final MergedRow merged;
  private long changed;
  private long unchanged;
  private long deleted;

  /**
   * Plans a merge.
   *
   * @param marksDeleted whether rows that the run does not have are marked as deleted
   */
  Upsert(Place place, TableColumns columns, RunRows run, boolean marksDeleted) {
    this.place = place;
    this.columns = columns;
    this.run = run;
    this.marksDeleted = marksDeleted;
    this.key = columns.key();
    this.runPlaces = columns.places();
    this.extractedAt = columns.extractedAt();
    this.deletedCell = columns.indexOf(TableColumns.DELETED);
    this.merged = new MergedRow(columns);
  }

  /** The files that the merge adds and removes. */
  record Result(List<DataFile> adds, List<DataFile> removals, RowChanges changes) {}

  /** Merges into a table; it is empty if there is none yet. */
  Result merge(Optional<Table> table) throws IOException {
    List<DataFile> files = table.isEmpty() ? List.of() : files(table.get());
    Set<String> small = small(files);
    List<DataFile> removals = new ArrayList<>();
    boolean isDone = false;
    FileWriter writer = new FileWriter(place, columns, bytes(files));
    try (writer) {
      int number = 0;
      for (DataFile file : files) {
        number++;
        boolean isSmall = small.contains(file.location());
        if (columns.rewritesAll() || isSmall || marksDeleted || mayMatch(file)) {
          if (rewrite(file, number, isSmall || columns.rewritesAll(), writer)) {
            removals.add(file);
            if (!isSmall) {
              writer.endFile();
            }
          }
        }
      }
      writer.endFile();
      long[] added = {0};
      run.forEachUnmatched(
          row -> {
            added[0]++;
            Optional<Boolean> mark = marksDeleted ? mark(false) : Optional.empty();
            writer.write(merged.of(null, row, mark));
          });
      List<DataFile> adds = writer.finish();
      isDone = true;
      return new Result(adds, removals, new RowChanges(added[0], changed, deleted, unchanged));
    } finally {
      if (!isDone) {
        writer.discard();
      }
    }
  }

  private Optional<Boolean> mark(boolean isDeleted) {
    return deletedCell < 0 ? Optional.empty() : Optional.of(isDeleted);
  }

  /** The files of the current snapshot, by the time of their first rows. */
  private List<DataFile> files(Table table) throws IOException {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().includeColumnStats().planFiles()) {
      for (FileScanTask task : tasks) {
        if (!task.deletes().isEmpty()) {
          throw new IOException(
              "Cannot merge rows into table %s: another program wrote delete files into it. Compact the table so that it has none (rewrite_data_files with delete-file-threshold 1)."
                  .formatted(place.name()));
        }
        files.add(task.file().copy());
      }
    }
    files.sort(
        Comparator.<DataFile>comparingLong(file -> bound(file.lowerBounds(), Long.MIN_VALUE))
            .thenComparing(DataFile::location));
    return files;
  }

  private static long bytes(List<DataFile> files) {
    return files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
  }

  private Set<String> small(List<DataFile> files) {
    long least = place.fileBytes(bytes(files)) / SMALL;
    List<DataFile> candidates =
        files.stream().filter(file -> file.fileSizeInBytes() < least).toList();
    Partitions.Counts counts = new Partitions.Counts();
    candidates.forEach(counts::add);
    Set<String> small = new HashSet<>();
    for (DataFile file : candidates) {
      if (counts.of(file) >= MANY) {
        small.add(file.location());
      }
    }
    return small;
  }

  /** Seconds of a bound of the creation time, or another number if the file does not have it. */
  private long bound(Map<Integer, ByteBuffer> bounds, long other) {
    int cell = columns.creationTime();
    if (cell < 0 || bounds == null) {
      return other;
    }
    ByteBuffer bytes = bounds.get(columns.cells().get(cell).id());
    if (bytes == null) {
      return other;
    }
    Long micros = Conversions.fromByteBuffer(Types.TimestampType.withZone(), bytes);
    return Math.floorDiv(micros, MICROS);
  }

  private boolean mayMatch(DataFile file) {
    int cell = columns.creationTime();
    if (cell < 0) {
      return run.count() > 0;
    }
    Map<Integer, Long> nulls = file.nullValueCounts();
    Long without = nulls == null ? null : nulls.get(columns.cells().get(cell).id());
    if (without == null || without > 0) {
      return run.count() > 0;
    }
    return run.mayHave(
        bound(file.lowerBounds(), Long.MIN_VALUE), bound(file.upperBounds(), Long.MAX_VALUE));
  }

  /** Writes a file again if a row of it changes; returns whether it did. */
  private boolean rewrite(DataFile file, int number, boolean isForced, FileWriter writer)
      throws IOException {
    Path local = place.fetch(file.location());
    try {
      if (!isForced && !changes(local, number)) {
        return false;
      }
      try (ParquetTable.Reader reader = ParquetTable.open(local)) {
        int[] places = places(reader);
        int[] keyPlaces = keyPlaces(places);
        merged.ofFile(places);
        long at = 0;
        for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
          write(row.get(), places, keyPlaces, where(number, at++), writer);
        }
      }
      return true;
    } finally {
      Files.deleteIfExists(local);
    }
  }

  private void write(Row row, int[] places, int[] keyPlaces, long where, FileWriter writer)
      throws IOException {
    long slot = run.find(row, keyPlaces);
    if (slot < 0) {
      boolean isNew = marksDeleted && !isTrue(row, places);
      deleted += isNew ? 1 : 0;
      writer.write(merged.of(row, null, marksDeleted ? mark(true) : Optional.empty()));
      return;
    }
    long match = run.match(slot);
    if (match != 0 && match != where) {
      // Of rows with the same key the table keeps one.
      deleted++;
      return;
    }
    run.match(slot, where);
    if (isChanged(row, places)) {
      changed++;
      writer.write(merged.of(row, run.row(), markOfPresent(row, places)));
    } else {
      unchanged++;
      writer.write(merged.of(row, null, markOfPresent(row, places)));
    }
  }

  /** Whether a row of the file changes; notes the rows that it has. */
  private boolean changes(Path local, int number) throws IOException {
    long same = 0;
    try (ParquetTable.Reader reader = ParquetTable.open(local)) {
      int[] places = places(reader);
      int[] keyPlaces = keyPlaces(places);
      long at = 0;
      for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
        long where = where(number, at++);
        long slot = run.find(row.get(), keyPlaces);
        if (slot < 0) {
          if (marksDeleted && !isTrue(row.get(), places)) {
            return true;
          }
        } else {
          long match = run.match(slot);
          if (match != 0 || isChanged(row.get(), places) || losesMark(row.get(), places)) {
            return true;
          }
          run.match(slot, where);
          same++;
        }
      }
    }
    unchanged += same;
    return false;
  }

  private static long where(int number, long row) {
    return ((long) number << 40) + row + 1;
  }

  private boolean isTrue(Row row, int[] places) {
    int at = deletedCell < 0 ? -1 : places[deletedCell];
    return at >= 0 && row.kind(at) != CellKind.NULL && row.utf8(at)[row.start(at)] == 't';
  }

  private boolean losesMark(Row row, int[] places) {
    if (isTrue(row, places)) {
      return true;
    }
    int at = deletedCell < 0 ? -1 : places[deletedCell];
    return marksDeleted && (at < 0 || row.kind(at) == CellKind.NULL);
  }

  private Optional<Boolean> markOfPresent(Row row, int[] places) {
    return losesMark(row, places) ? mark(false) : Optional.empty();
  }

  /** Whether the row of the run that was found has another value in some column. */
  private boolean isChanged(Row row, int[] places) {
    Row now = run.row();
    for (int i = 0; i < places.length; i++) {
      if (runPlaces[i] < 0 || i == extractedAt) {
        continue;
      }
      boolean isSame =
          places[i] < 0 ? now.kind(i) == CellKind.NULL : RunRows.isEqual(row, places[i], now, i);
      if (!isSame) {
        return true;
      }
    }
    return false;
  }

  /** For each cell its place in the rows of a file; -1 if the file does not have it. */
  private int[] places(ParquetTable.Reader reader) {
    int[] places = new int[columns.cells().size()];
    Arrays.fill(places, -1);
    List<ParquetTable.Field> fields = reader.fields();
    for (int i = 0; i < fields.size(); i++) {
      int cell = columns.cellOf(fields.get(i).id());
      if (cell >= 0) {
        places[cell] = i;
      }
    }
    return places;
  }

  private int[] keyPlaces(int[] places) throws IOException {
    int[] keyPlaces = new int[key.length];
    for (int i = 0; i < key.length; i++) {
      keyPlaces[i] = places[key[i]];
      if (keyPlaces[i] < 0) {
        throw new IOException(
            "Cannot merge rows into table %s: rows that are there have no %s, which is of the primary key. Run a Full Load of it once."
                .formatted(place.name(), columns.cells().get(key[i]).name()));
      }
    }
    return keyPlaces;
  }
}
