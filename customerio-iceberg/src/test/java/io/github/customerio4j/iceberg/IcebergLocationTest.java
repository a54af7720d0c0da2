package io.github.customerio4j.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.SinkProvider;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.iceberg.file.LocalFileIO;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text that identifies where a sink's tables are. */
final class IcebergLocationTest {
  @TempDir private Path folder;

  private static Optional<String> location(Catalog catalog) {
    return IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE).build().location();
  }

  /** The place of tables in a database, as the command line opens it. */
  private Optional<String> location(String database, String name) {
    Map<String, String> properties = new HashMap<>();
    properties.put("type", "jdbc");
    properties.put("uri", "jdbc:sqlite:" + folder.resolve(database) + "?password=s3cr3t");
    properties.put("warehouse", folder.toString());
    properties.put("name", name);
    properties.put("jdbc.password", "s3cr3t");
    properties.put("jdbc.schema-version", "V1");
    TableSink sink =
        new IcebergProvider()
            .open("crm", new SinkProvider.Options(properties, Typing.TYPED, Optional.empty()));
    return sink.location();
  }

  @Test
  void sameNamespaceOfTwoServersIsTwoPlaces() throws IOException {
    try (CatalogServers servers = new CatalogServers();
        CatalogServers.Opened one = open(servers, "one");
        CatalogServers.Opened other = open(servers, "other");
        RESTCatalog again = one.rest().client(new LocalFileIO())) {
      assertThat(location(one.catalog()).orElseThrow())
          .startsWith("iceberg:crm http://")
          .isEqualTo(location(again).orElseThrow())
          .isNotEqualTo(location(other.catalog()).orElseThrow());
    }
  }

  private CatalogServers.Opened open(CatalogServers servers, String name) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    return servers.open(CatalogServers.Kind.REST, place, new LocalFileIO());
  }

  @Test
  void sameNamespaceInTwoDatabasesIsTwoPlaces() {
    assertThat(location("one.db", "lake"))
        .contains("iceberg:lake/crm jdbc:sqlite:" + folder.resolve("one.db"))
        .isNotEqualTo(location("other.db", "lake"))
        .isNotEqualTo(location("one.db", "other"))
        .isEqualTo(location("one.db", "lake"));
  }

  @Test
  void catalogOfAProgramThatDoesNotTellItsAddressIsKnownByItsName() {
    try (JdbcCatalog catalog = LocalWarehouse.catalog(folder)) {
      assertThat(location(catalog)).contains("iceberg:local/crm");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://catalog.example.com/v1/, https://catalog.example.com/v1",
    "https://me:s3cr3t@catalog.example.com, https://catalog.example.com",
    "https://s3cr3t@catalog.example.com/v1, https://catalog.example.com/v1",
    "https://catalog.example.com/v1?token=s3cr3t, https://catalog.example.com/v1",
    "https://me:s3c@r3t@catalog.example.com, https://catalog.example.com",
    "https://me:s3c/r3t@catalog.example.com, https://catalog.example.com",
    "https://me:s3c?r3t@catalog.example.com, ''",
    "jdbc:postgresql://host:5432/lake?user=me&password=s3cr3t, jdbc:postgresql://host:5432/lake",
    "jdbc:sqlserver://host;password=s3cr3t, jdbc:sqlserver://host",
    "jdbc:oracle:thin:me/s3cr3t@//host:1521/lake, //host:1521/lake",
    "jdbc:mysql://address=(host=h)(password=s3cr3t)/lake, jdbc:mysql://address=(host=h)(password=***)/lake",
    "jdbc:sqlite:/data/lake.db, jdbc:sqlite:/data/lake.db",
    "s3://lake/crm, s3://lake/crm",
    "s3://key:s3cr3t@lake/crm, s3://lake/crm",
    "abfss://lake@account.dfs.core.windows.net/crm, abfss://lake@account.dfs.core.windows.net/crm",
    "abfss://me:s3cr3t@account.dfs.core.windows.net/crm, abfss://account.dfs.core.windows.net/crm",
    "123456789012, 123456789012"
  })
  void addressHasNeitherUserNorParameters(String address, String expected) {
    assertThat(CatalogPlace.withoutSecrets(address)).isEqualTo(expected);
  }
}
