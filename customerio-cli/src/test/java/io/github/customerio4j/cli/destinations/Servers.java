package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.s3.FaultyServer;
import io.github.customerio4j.s3.S3Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The servers of destinations.
 *
 * @param postgres a database
 * @param buckets an object store
 * @param front passes whole requests on to it: the object store keeps a part of an upload whose
 *     sender was killed, and then cannot list any more
 * @param lakes catalogs of Iceberg
 */
record Servers(EmbeddedPostgres postgres, S3Server buckets, FaultyServer front, Lakes lakes)
    implements Closeable {
  static final String BUCKET = "crm";
  private static final String LAKE = "lake";

  /** Starts all of them; a warehouse is in the folder. */
  static Servers start(Path folder) throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start();
    try {
      S3Server buckets = S3Server.start();
      buckets.createBucket(BUCKET);
      buckets.createBucket(LAKE);
      Lakes lakes =
          Lakes.start(
              postgres.getJdbcUrl("postgres", "postgres"),
              folder,
              "s3://" + LAKE,
              buckets.store(LAKE, ""));
      return new Servers(postgres, buckets, FaultyServer.inFrontOf(buckets.endpoint()), lakes);
    } catch (IOException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  String postgresUrl() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /** The options of the command line that lead to the object store. */
  List<String> bucketOptions() {
    return List.of("--store", "endpoint=" + front.endpoint(), "--store", "region=us-east-1");
  }

  /** The same for a warehouse in a bucket. */
  List<String> warehouseOptions() {
    return List.of(
        "--iceberg",
        "s3.endpoint=" + front.endpoint(),
        "--iceberg",
        "s3.path-style-access=true",
        "--iceberg",
        "client.region=us-east-1");
  }

  /** Where the command line finds the credentials. */
  Map<String, String> bucketEnvironment() {
    return Map.of(
        "AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY);
  }

  @Override
  public void close() throws IOException {
    try (postgres;
        buckets;
        front) {
      lakes.close();
    }
  }
}
