package io.github.customerio4j.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkProvider;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.iceberg.file.WarehouseFileIO;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The destination as the command line opens it, with a warehouse in a bucket. */
class IcebergProviderTest {
  @TempDir private Path folder;

  private Map<String, String> properties() {
    return Map.of(
        "type",
        "jdbc",
        "uri",
        "jdbc:sqlite:" + folder.resolve("catalog.db"),
        "warehouse",
        FolderProvider.address(folder.resolve("bucket")) + "/lake",
        "clients",
        "1",
        "jdbc.schema-version",
        "V1");
  }

  private static TableSink open(String place, Map<String, String> properties) {
    SinkProvider provider =
        ServiceLoader.load(SinkProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.kind().equals("iceberg"))
            .findFirst()
            .orElseThrow();
    return provider.open(
        place, new SinkProvider.Options(properties, Typing.TYPED, Optional.empty()));
  }

  @Test
  void runsWriteTheirTablesIntoABucket() throws IOException {
    TableSink.Collecting collected = TableSink.collecting();
    try (SandboxWorkspace workspace = SandboxWorkspace.open()) {
      ExtractionConfig config =
          ExtractionConfig.builder()
              .addTables("campaigns", "newsletters", "segments")
              .loadType(LoadType.INCREMENTAL_UPDATE)
              .build();
      for (int run = 0; run < 2; run++) {
        TableSink sink = open("crm", properties());
        workspace.into(sink).run(config);
        workspace.advanceTwoDays();
      }
      workspace.into(collected).run(config);
    }

    Map<String, String> properties = new HashMap<>(properties());
    properties.put("io-impl", WarehouseFileIO.class.getName());
    try (JdbcCatalog catalog =
        (JdbcCatalog) CatalogUtil.buildIcebergCatalog("customerio", properties, null)) {
      Map<String, List<List<@Nullable String>>> tables = LocalWarehouse.tables(catalog);
      assertThat(tables.keySet()).containsExactlyInAnyOrder("campaigns", "newsletters", "segments");
      tables.forEach(
          (name, rows) ->
              assertThat(rows.size() - 1).as(name).isEqualTo(collected.rows(name).size()));
    }
    assertThat(folder.resolve("bucket/lake")).isDirectory();
  }

  @Test
  void unknownPartitionIsRefused() {
    Map<String, String> properties = new HashMap<>(properties());
    properties.put("partition", "day");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("crm", properties))
        .withMessage("Cannot use --iceberg partition=day: write month or none.");
  }

  @Test
  void partitionOfMonthsIsTaken() throws IOException {
    Map<String, String> properties = new HashMap<>(properties());
    properties.put("partition", "month");

    try (SandboxWorkspace workspace = SandboxWorkspace.open()) {
      ExtractionConfig config = ExtractionConfig.everything().build();
      workspace.into(open("crm", properties)).run(config);
    }

    properties.remove("partition");
    properties.put("io-impl", WarehouseFileIO.class.getName());
    try (JdbcCatalog catalog =
        (JdbcCatalog) CatalogUtil.buildIcebergCatalog("customerio", properties, null)) {
      assertThat(LocalWarehouse.table(catalog, "messages").spec().isPartitioned()).isTrue();
    }
  }

  @Test
  void missingTypeSaysWhatToWrite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("crm", Map.of("uri", "http://127.0.0.1:1")))
        .withMessageContaining("Write --iceberg type=rest or --iceberg type=jdbc");
  }

  @Test
  void catalogThatCannotBeOpenedIsToldWithoutSecrets() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> open("crm", Map.of("catalog-impl", "com.example.s3cr3t", "token", "s3cr3t")))
        .withMessageContaining("Cannot open the catalog of Iceberg")
        .withMessageNotContaining("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:nosuch://host/lake?user=me&password=s3cr3t",
        "jdbc:nosuch://me:s3cr3t@host/lake",
        "jdbc:sqlite:/no/such/folder/lake?Password=s3cr3t&x=1"
      })
  void passwordInTheAddressOfACatalogIsNotRepeated(String uri) {
    StringWriter trace = new StringWriter();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("crm", Map.of("type", "jdbc", "uri", uri, "warehouse", "/x")))
        .withMessageContaining("Cannot open the catalog of Iceberg")
        .withMessageContaining("lake")
        .satisfies(failure -> failure.printStackTrace(new PrintWriter(trace)));
    assertThat(trace.toString()).contains("JdbcCatalog").doesNotContain("s3cr3t");
  }

  @Test
  void passwordInALaterFailureIsNotRepeated() {
    StringWriter trace = new StringWriter();
    RuntimeException lost =
        new IllegalStateException(
            "Failed to connect: jdbc:postgresql://host/lake?password=s3cr3t",
            new IOException("me:s3cr3t@host"));

    IcebergSink.failure("commit", lost).printStackTrace(new PrintWriter(trace));

    assertThat(trace.toString())
        .contains("Cannot commit: Failed to connect: jdbc:postgresql://host/lake?password=***")
        .contains("Caused by: java.lang.RuntimeException: java.io.IOException: ***@host")
        .doesNotContain("s3cr3t");
  }

  @Test
  void catalogThatDoesNotAnswerIsToldWithTheCause() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    Map<String, String> rest = Map.of("type", "rest", "uri", "http://127.0.0.1:" + port);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("crm", rest))
        .withMessageContaining("ConnectException")
        .withMessageContaining("127.0.0.1:" + port);
  }

  @Test
  void numberOfAnotherFormIsRefused() {
    Map<String, String> properties = new HashMap<>(properties());
    properties.put("keep-snapshots", "none");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("crm", properties))
        .withMessage("Cannot use --iceberg keep-snapshots=none: write a whole number above 0.");
  }

  @Test
  void severalWorkspacesAreRefused() {
    SinkProvider.Options shared =
        new SinkProvider.Options(properties(), Typing.TYPED, Optional.of("acme"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IcebergProvider().open("crm", shared))
        .withMessageContaining("leave --workspace out");
  }
}
