package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.iceberg.RestCatalogServer;
import io.github.customerio4j.iceberg.RestCatalogServer.Transactions;
import io.github.customerio4j.iceberg.file.BucketFiles;
import io.github.customerio4j.iceberg.file.LocalFileIO;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalog;

/**
 * Warehouses of Iceberg, on disk and in a bucket, each with a catalog in PostgreSQL and a REST
 * catalog. That of the warehouse in the bucket commits all tables of a run at once.
 */
final class Lakes implements Closeable {
  private static final String SCHEMA_VERSION = "jdbc.schema-version";

  private final Warehouse disk;
  private final Warehouse bucket;

  private Lakes(Warehouse disk, Warehouse bucket) {
    this.disk = disk;
    this.bucket = bucket;
  }

  /** Where files are, and by which catalogs they are found. */
  private record Warehouse(
      String uri, String address, JdbcCatalog jdbc, RestCatalogServer server, RESTCatalog rest)
      implements Closeable {

    static Warehouse start(String uri, String address, FileIO files, Transactions transactions)
        throws IOException {
      RestCatalogServer server =
          RestCatalogServer.start(catalog("served " + address, uri, address, files), transactions);
      // The name is that of the command line.
      JdbcCatalog jdbc = catalog("customerio", uri, address, files);
      return new Warehouse(uri, address, jdbc, server, server.client(files));
    }

    private static JdbcCatalog catalog(String name, String uri, String address, FileIO files) {
      JdbcCatalog catalog = new JdbcCatalog(any -> files, null, true);
      catalog.initialize(
          name,
          Map.of(
              CatalogProperties.URI,
              uri,
              CatalogProperties.WAREHOUSE_LOCATION,
              address,
              SCHEMA_VERSION,
              "V1"));
      return catalog;
    }

    Map<String, String> properties(boolean isRest) {
      return isRest
          ? Map.of(
              "type", "rest", CatalogProperties.URI, server.properties().get(CatalogProperties.URI))
          : Map.of(
              "type",
              "jdbc",
              CatalogProperties.URI,
              uri,
              CatalogProperties.WAREHOUSE_LOCATION,
              address,
              SCHEMA_VERSION,
              "V1");
    }

    @Override
    public void close() throws IOException {
      try (server;
          jdbc) {
        rest.close();
      }
    }
  }

  static Lakes start(String postgresUrl, Path folder, String bucketAddress, ObjectStore bucket)
      throws IOException {
    Warehouse disk =
        Warehouse.start(
            postgresUrl, folder.toString(), new LocalFileIO(), Transactions.NOT_OFFERED);
    try {
      return new Lakes(
          disk,
          Warehouse.start(
              postgresUrl, bucketAddress, new BucketFiles(bucket), Transactions.OFFERED));
    } catch (IOException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  Catalog catalog(boolean isRest, boolean isBucket) {
    Warehouse warehouse = isBucket ? bucket : disk;
    return isRest ? warehouse.rest() : warehouse.jdbc();
  }

  /** The options of the command line that lead to a catalog. */
  List<String> options(boolean isRest, boolean isBucket) {
    List<String> options = new ArrayList<>();
    (isBucket ? bucket : disk)
        .properties(isRest)
        .forEach((name, value) -> options.addAll(List.of("--iceberg", name + "=" + value)));
    return options;
  }

  @Override
  public void close() throws IOException {
    try (disk) {
      bucket.close();
    }
  }
}
