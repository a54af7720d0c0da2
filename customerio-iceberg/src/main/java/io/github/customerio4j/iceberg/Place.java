package io.github.customerio4j.iceberg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * Where a run puts the files of a table.
 *
 * @param name the table's name
 * @param run what the names of the run's files begin with
 * @param table the table; as long as it is held, the library does not close its files
 * @param spec the partitions of the files
 * @param folder the local folder in which files are made
 * @param fileBytes about how large a file gets in a large table
 */
record Place(
    String name,
    String run,
    Supplier<Table> table,
    LocationProvider locations,
    PartitionSpec spec,
    Path folder,
    long fileBytes) {

  /** Smaller files are slow to read. */
  private static final long LEAST = 8L << 20;

  /** A file has at most about this part of a table, so that a run writes little of it again. */
  private static final int FILES = 32;

  static Place of(Table table, String name, String run, Path folder, long fileBytes) {
    return of(() -> table, name, run, folder, fileBytes);
  }

  static Place of(Supplier<Table> table, String name, String run, Path folder, long fileBytes) {
    Table now = table.get();
    return new Place(name, run, table, now.locationProvider(), now.spec(), folder, fileBytes);
  }

  /** The table's files. They are asked for each time: catalogs renew the keys to them. */
  FileIO io() {
    return table.get().io();
  }

  /** The same place for files with other partitions. */
  Place with(PartitionSpec newSpec) {
    return new Place(name, run, table, locations, newSpec, folder, fileBytes);
  }

  /**
   * A new address of a data file. Files of all partitions are side by side, so that those of a run
   * can be listed.
   */
  String newAddress() {
    return locations.newDataLocation(run + "-" + UUID.randomUUID() + ".parquet");
  }

  /** A new file in the local folder. */
  Path newLocalFile() {
    return folder.resolve(UUID.randomUUID() + ".parquet");
  }

  /** Copies a file of the table to the local folder, so that it is fetched once. */
  Path fetch(String address) throws IOException {
    Path local = newLocalFile();
    try (InputStream in = io().newInputFile(address).newStream()) {
      Files.copy(in, local, StandardCopyOption.REPLACE_EXISTING);
    }
    return local;
  }

  /** About how large a file gets in a table of this size. */
  long fileBytes(long tableBytes) {
    return Math.min(fileBytes, Math.max(LEAST, tableBytes / FILES));
  }
}
