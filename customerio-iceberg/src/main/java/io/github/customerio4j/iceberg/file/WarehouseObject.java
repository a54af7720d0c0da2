package io.github.customerio4j.iceberg.file;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * An object of a warehouse.
 *
 * @param location its address
 * @param store its bucket
 * @param key its key in the bucket
 */
record WarehouseObject(String location, ObjectStore store, String key) implements InputFile {

  /** The parts of an address: Azure's buckets are a container of an account. */
  record Place(String bucket, String key) {
    static Place of(String location) {
      // Other programs write the same place as s3a:// or s3n://.
      String address = location.replaceFirst("^s3[an]://", "s3://");
      int start = address.indexOf("://") + 3;
      int end = address.indexOf('/', start);
      if (end > 0 && address.toLowerCase(Locale.ROOT).startsWith("az://")) {
        end = address.indexOf('/', end + 1);
      }
      if (end < 0) {
        throw new IllegalArgumentException(
            "Cannot use %s as a file of a warehouse: it names a bucket only.".formatted(location));
      }
      return new Place(address.substring(0, end), address.substring(end + 1));
    }
  }

  @Override
  public long getLength() {
    return find().orElseThrow(() -> new NotFoundException("Cannot find %s", location)).bytes();
  }

  @Override
  public boolean exists() {
    return find().isPresent();
  }

  private Optional<StoredObject> find() {
    try {
      return store.list(key).stream().filter(object -> object.key().equals(key)).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public SeekableInputStream newStream() {
    return new Chunks(this, getLength());
  }

  OutputFile output() {
    return new Output(this);
  }

  /** Reads in chunks, so that a seek costs at most one request. */
  private static final class Chunks extends SeekableInputStream {
    private static final int CHUNK_BYTES = 2 << 20;

    private final WarehouseObject object;
    private final long length;
    private byte[] chunk = new byte[0];
    private long chunkStart;
    private long position;

    Chunks(WarehouseObject object, long length) {
      this.object = object;
      this.length = length;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void seek(long newPosition) {
      position = newPosition;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      if (position >= length) {
        return -1;
      }
      if (position < chunkStart || position >= chunkStart + chunk.length) {
        fetch();
      }
      int from = (int) (position - chunkStart);
      int read = Math.min(count, chunk.length - from);
      System.arraycopy(chunk, from, bytes, offset, read);
      position += read;
      return read;
    }

    private void fetch() throws IOException {
      int size = (int) Math.min(CHUNK_BYTES, length - position);
      try {
        chunk = object.store().read(object.key(), position, size);
      } catch (NoSuchFileException e) {
        throw new NotFoundException(e, "Cannot find %s", object.location());
      }
      chunkStart = position;
    }
  }

  /** Made in a local file, and uploaded when it is closed. */
  private record Output(WarehouseObject object) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      if (object.exists()) {
        throw new AlreadyExistsException("Cannot create %s: it exists", object.location());
      }
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      try {
        return new Upload(object, Files.createTempFile("customerio-iceberg-", ".upload"));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot create " + object.location(), e);
      }
    }

    @Override
    public String location() {
      return object.location();
    }

    @Override
    public InputFile toInputFile() {
      return object;
    }
  }

  private static final class Upload extends CountedOutput {
    private final WarehouseObject object;
    private final Path file;

    Upload(WarehouseObject object, Path file) throws IOException {
      super(Files.newOutputStream(file));
      this.object = object;
      this.file = file;
    }

    @Override
    void ended() throws IOException {
      object.store().upload(object.key(), file);
    }

    @Override
    void release() throws IOException {
      Files.deleteIfExists(file);
    }
  }
}
