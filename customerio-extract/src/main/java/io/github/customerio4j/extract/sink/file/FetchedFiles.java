package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.file.LogEntry.TableFile;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The files of previous runs of one table, each of which is fetched to the local disk when a format
 * asks for the whole of it. What a format has to know is mostly in the end of the last one, so that
 * nothing else is fetched.
 */
final class FetchedFiles extends AbstractList<Path> implements RandomAccess {
  private final ObjectStore store;
  private final StagingFolder scratch;
  private final List<TableFile> files;

  FetchedFiles(ObjectStore store, StagingFolder scratch, List<TableFile> files) {
    this.store = store;
    this.scratch = scratch;
    this.files = List.copyOf(files);
  }

  /**
   * Fetches the file.
   *
   * @throws UncheckedIOException if it cannot be fetched
   */
  @Override
  public Path get(int index) {
    TableFile file = files.get(index);
    Path fetched = fetched(file);
    if (Files.notExists(fetched)) {
      Path part = fetched.resolveSibling(fetched.getFileName() + ".part");
      try (InputStream content = store.read(file.key())) {
        Files.deleteIfExists(part);
        Files.copy(content, part);
        Files.move(part, fetched);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return fetched;
  }

  private UncheckedIOException unreadable(TableFile file, IOException e) {
    return new UncheckedIOException(
        "Cannot append to %s at %s, which a run before wrote: %s. Run again; if it is gone, run a Full Load."
            .formatted(file.key(), store.location(), FileTransaction.reason(e)),
        e);
  }

  /** A file in the bucket, of which only the parts that are read are fetched. */
  PreviousFile inBucket(int index) {
    TableFile file = files.get(index);
    return new PreviousFile() {
      @Override
      public String name() {
        return store.location() + "/" + file.key();
      }

      @Override
      public long bytes() {
        return file.bytes();
      }

      @Override
      public byte[] read(long offset, int length) {
        try {
          return store.read(file.key(), offset, length);
        } catch (IOException e) {
          throw unreadable(file, e);
        }
      }
    };
  }

  @Override
  public int size() {
    return files.size();
  }

  /** The previous file that was fetched to a path. */
  TableFile of(Path path) {
    return files.stream()
        .filter(file -> fetched(file).equals(path))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Cannot replace " + path + ": not previous"));
  }

  /** Deletes what was fetched. */
  void delete() throws IOException {
    for (TableFile file : files) {
      Files.deleteIfExists(fetched(file));
    }
  }

  private Path fetched(TableFile file) {
    return scratch.staged("previous/" + file.key());
  }
}
