package io.github.customerio4j.iceberg;

import io.github.customerio4j.iceberg.file.LocalFileIO;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;

/** Catalogs of each kind, with their servers; the database is started when it is first used. */
final class CatalogServers implements Closeable {
  private @Nullable EmbeddedPostgres postgres;
  private int count;

  /** The kinds of catalogs. */
  enum Kind {
    SQLITE,
    POSTGRESQL,
    /** Commits one table at a time. */
    REST,
    /** Does not say what it can do, and commits one table at a time. */
    REST_UNTOLD,
    /** Commits all tables at once. */
    REST_TOGETHER;

    private RestCatalogServer.Transactions transactions() {
      return switch (this) {
        case REST_TOGETHER -> RestCatalogServer.Transactions.OFFERED;
        case REST_UNTOLD -> RestCatalogServer.Transactions.UNTOLD;
        default -> RestCatalogServer.Transactions.NOT_OFFERED;
      };
    }
  }

  /**
   * A catalog.
   *
   * @param server its server, if it is a REST catalog
   */
  record Opened(Catalog catalog, @Nullable RestCatalogServer server) implements Closeable {
    RestCatalogServer rest() {
      if (server == null) {
        throw new IllegalStateException("It is no REST catalog.");
      }
      return server;
    }

    @Override
    public void close() throws IOException {
      try {
        ((Closeable) catalog).close();
      } finally {
        if (server != null) {
          server.close();
        }
      }
    }
  }

  /** Opens a new catalog with a warehouse in a folder. */
  Opened open(Kind kind, Path folder, FileIO files) throws IOException {
    Map<String, String> properties = new HashMap<>();
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, folder.resolve("warehouse").toString());
    properties.put("jdbc.schema-version", "V1");
    if (kind == Kind.POSTGRESQL) {
      properties.put(CatalogProperties.URI, postgres().getJdbcUrl("postgres", "postgres"));
    } else {
      properties.put(CatalogProperties.URI, "jdbc:sqlite:" + folder.resolve("catalog.db"));
      properties.put(CatalogProperties.CLIENT_POOL_SIZE, "1");
    }
    boolean isServed = kind != Kind.POSTGRESQL && kind != Kind.SQLITE;
    // The server has files of its own: it does not die.
    FileIO ofCatalog = isServed ? new LocalFileIO() : files;
    JdbcCatalog catalog = new JdbcCatalog(any -> ofCatalog, null, true);
    catalog.initialize("catalog" + ++count, properties);
    if (!isServed) {
      return new Opened(catalog, null);
    }
    RestCatalogServer server = RestCatalogServer.start(catalog, kind.transactions());
    return new Opened(server.client(files), server);
  }

  private EmbeddedPostgres postgres() throws IOException {
    EmbeddedPostgres started = postgres;
    if (started == null) {
      started = EmbeddedPostgres.start();
      postgres = started;
    }
    return started;
  }

  @Override
  public void close() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }
}
