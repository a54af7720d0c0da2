package io.github.customerio4j.iceberg.file;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.NullMarked;

/** The files of a warehouse in one bucket, whose credentials the test has. */
@NullMarked
public final class BucketFiles implements FileIO {
  private static final long serialVersionUID = 1L;

  private final transient ObjectStore store;

  /** The store is that of the whole bucket; it is not closed. */
  public BucketFiles(ObjectStore store) {
    this.store = store;
  }

  private WarehouseObject object(String location) {
    return new WarehouseObject(location, store, WarehouseObject.Place.of(location).key());
  }

  @Override
  public InputFile newInputFile(String location) {
    return object(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return object(location).output();
  }

  @Override
  public void deleteFile(String location) {
    try {
      store.delete(List.of(object(location).key()));
    } catch (IOException e) {
      throw new UncheckedIOException(location, e);
    }
  }
}
