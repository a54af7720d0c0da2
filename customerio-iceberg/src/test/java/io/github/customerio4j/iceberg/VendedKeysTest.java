package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.view;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import io.github.customerio4j.iceberg.file.BucketFiles;
import io.github.customerio4j.iceberg.file.WarehouseFileIO;
import io.github.customerio4j.s3.S3Server;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A warehouse in a bucket whose keys only the catalog has: those of the sink are wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VendedKeysTest {
  private static final String WRONG = "wrong/Secret+0123456789";
  private static final String SESSION = "session/Token+0123456789";
  private static final String ASKING = "header.X-Iceberg-Access-Delegation";

  @TempDir private Path folder;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private S3Server bucket;
  private int count;
  private String lake = "";
  private ObjectStore store;
  private JdbcCatalog catalog;

  @BeforeAll
  void start() throws IOException {
    bucket = S3Server.startWithSessions();
    bucket.createBucket("lake");
  }

  @AfterAll
  void stop() {
    bucket.close();
  }

  @BeforeEach
  void open() {
    lake = "lake" + ++count;
    asked.clear();
    store = bucket.store("lake", "");
    catalog = new JdbcCatalog(any -> new BucketFiles(store), null, true);
    catalog.initialize(
        "catalog",
        Map.of(
            CatalogProperties.URI,
            "jdbc:sqlite:" + folder.resolve("catalog" + count + ".db"),
            CatalogProperties.CLIENT_POOL_SIZE,
            "1",
            CatalogProperties.WAREHOUSE_LOCATION,
            "s3://lake/" + lake,
            "jdbc.schema-version",
            "V1"));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private RestCatalogServer serve(RestCatalogServer.Transactions transactions, HandedOut handedOut)
      throws IOException {
    RestCatalogServer server = RestCatalogServer.start(catalog, transactions);
    server.handOut(
        path -> {
          asked.add(path);
          return handedOut;
        });
    return server;
  }

  private Map<String, String> properties(RestCatalogServer server) {
    Map<String, String> properties = new HashMap<>(server.properties());
    properties.put("type", "rest");
    properties.put(CatalogProperties.FILE_IO_IMPL, WarehouseFileIO.class.getName());
    properties.put(ASKING, "vended-credentials");
    properties.putAll(key(WRONG));
    return properties;
  }

  private RESTCatalog client(RestCatalogServer server) {
    return (RESTCatalog) CatalogUtil.buildIcebergCatalog("rest", properties(server), null);
  }

  private Map<String, String> key(String secret) {
    return Map.of(
        "s3.endpoint",
        bucket.endpoint().toString(),
        "s3.path-style-access",
        "true",
        "client.region",
        "us-east-1",
        "s3.access-key-id",
        S3Server.ACCESS_KEY,
        "s3.secret-access-key",
        secret,
        "s3.session-token",
        SESSION);
  }

  private HandedOut right() {
    return new HandedOut(key(S3Server.SECRET_KEY), Map.of());
  }

  private static void run(RESTCatalog client, String value) throws IOException {
    IcebergSink sink = IcebergSink.builder(client, LocalWarehouse.NAMESPACE).build();
    try (SinkTransaction run = sink.begin()) {
      write(run, schema("replaced", "id"), List.of(row(value)));
      run.commit("{\"run\":" + value + "}");
    }
  }

  private void assertRow(String value) throws IOException {
    assertThat(LocalWarehouse.rows(LocalWarehouse.table(catalog, "replaced")))
        .containsExactly(row("id"), row(value));
  }

  @ParameterizedTest
  @EnumSource(names = {"OFFERED", "NOT_OFFERED"})
  void runsReadMergeAndDeleteWithTheKeysOfTheCatalog(RestCatalogServer.Transactions transactions)
      throws IOException {
    TableSink.Collecting collected = TableSink.collecting();
    ExtractionConfig config =
        ExtractionConfig.builder()
            .addTables("campaigns", "segments")
            .messages(MessagesSelection.builder().build())
            .loadType(LoadType.INCREMENTAL_UPDATE)
            .build();
    StringBuilder texts = new StringBuilder();
    try (Sandbox sandbox = Sandbox.builder().start();
        CustomerIo customerIo =
            CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
                .baseUrl(sandbox.baseUrl())
                .rateLimit(RateLimit.unlimited())
                .build();
        RestCatalogServer server = serve(transactions, right())) {
      for (int run = 0; run < 2; run++) {
        try (RESTCatalog client = client(server)) {
          IcebergSink sink =
              IcebergSink.builder(client, LocalWarehouse.NAMESPACE).keptSnapshots(1).build();
          sink.check();
          ExtractionReport report =
              Extractor.builder().client(customerIo).sink(sink).build().run(config);
          texts.append(report).append(sink.stateStore().load().toJson());
        }
        Extractor.builder().client(customerIo).sink(collected).build().run(config);
        sandbox.advance(Duration.ofDays(2));
      }
      for (String name : List.of("campaigns", "messages", "segments")) {
        assertThat(LocalWarehouse.rows(LocalWarehouse.table(catalog, name)))
            .as(name)
            .hasSize(collected.table(name).rows().size() + 1);
      }
      assertThat(asked)
          .anyMatch(path -> path.endsWith("tables/messages"))
          .anyMatch(path -> path.endsWith("tables/" + Journal.TABLE));
      for (StoredObject object : store.list(lake + "/")) {
        texts.append(
            new String(store.read(object.key()).readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(texts.toString())
        .contains("campaigns")
        .doesNotContain(S3Server.SECRET_KEY)
        .doesNotContain(S3Server.ACCESS_KEY)
        .doesNotContain(SESSION)
        .doesNotContain(WRONG);
  }

  @Test
  void keyOfTheLongestPlaceIsTaken() throws IOException {
    HandedOut places =
        new HandedOut(
            key(WRONG),
            Map.of(
                "s3://lake/",
                key(WRONG),
                "s3://lake/" + lake + "/crm",
                key(S3Server.SECRET_KEY),
                "s3://lake/" + lake + "/crm/other",
                key(WRONG)));
    try (RestCatalogServer server = serve(RestCatalogServer.Transactions.OFFERED, places);
        RESTCatalog client = client(server)) {
      run(client, "1");
      run(client, "2");

      assertRow("2");
    }
  }

  @Test
  void refusedKeyOfTheCatalogIsToldWithTheRemedyAndWithoutSecrets() throws Exception {
    StringWriter trace = new StringWriter();
    HandedOut wrong = new HandedOut(key(WRONG), Map.of());
    try (RestCatalogServer server = serve(RestCatalogServer.Transactions.OFFERED, right());
        RESTCatalog client = client(server)) {
      run(client, "1");
      server.handOut(path -> wrong);

      assertThatThrownBy(() -> run(client, "2"))
          .hasMessageContaining("SignatureDoesNotMatch")
          .hasMessageContaining("The catalog handed out this key")
          .satisfies(failure -> failure.printStackTrace(new PrintWriter(trace)));

      server.handOut(path -> right());
      run(client, "3");
      assertRow("3");
    }
    assertThat(trace.toString()).doesNotContain(WRONG).doesNotContain(SESSION);
  }

  @Test
  void catalogThatIsNotAskedHandsOutNothing() throws IOException {
    try (RestCatalogServer server = serve(RestCatalogServer.Transactions.OFFERED, right())) {
      Map<String, String> properties = properties(server);
      properties.remove(ASKING);
      try (RESTCatalog client =
          (RESTCatalog) CatalogUtil.buildIcebergCatalog("rest", properties, null)) {
        assertThatThrownBy(() -> run(client, "1")).hasMessageContaining("SignatureDoesNotMatch");
      }
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void filesOfATableShowNoSecret() throws Exception {
    HandedOut places = new HandedOut(Map.of(), Map.of("s3://lake/", key(S3Server.SECRET_KEY)));
    try (RestCatalogServer server = serve(RestCatalogServer.Transactions.OFFERED, places);
        RESTCatalog client = client(server)) {
      run(client, "1");
      Table table = LocalWarehouse.table(client, "replaced");
      WarehouseFileIO files = (WarehouseFileIO) table.io();
      assertThat(files.newInputFile(table.currentSnapshot().manifestListLocation()).exists())
          .isTrue();
      assertThat(files.credentials()).hasSize(1);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(files);
      }

      assertThat(bytes.toString(StandardCharsets.ISO_8859_1) + files.properties())
          .contains(bucket.endpoint().toString())
          .doesNotContain(S3Server.SECRET_KEY)
          .doesNotContain(S3Server.ACCESS_KEY)
          .doesNotContain(SESSION)
          .doesNotContain(WRONG);
    }
  }

  private Map<String, String> ended() {
    Map<String, String> ended = new HashMap<>(key(WRONG));
    ended.put("s3.session-token-expires-at-ms", "0");
    return ended;
  }

  /** Hands out one thing once for a path, and another one from then on. */
  private void handOutFirst(RestCatalogServer server, String pathEnd, HandedOut first) {
    Queue<HandedOut> left = new ConcurrentLinkedQueue<>(List.of(first));
    server.handOut(
        path -> {
          asked.add(path);
          HandedOut next = path.endsWith(pathEnd) ? left.poll() : null;
          return next == null ? right() : next;
        });
  }

  @Test
  void keyThatEndsIsReplacedByLoadingTheTable() throws IOException {
    try (RestCatalogServer server = serve(RestCatalogServer.Transactions.OFFERED, right());
        RESTCatalog client = client(server)) {
      run(client, "1");
      handOutFirst(server, "tables/replaced", new HandedOut(ended(), Map.of()));
      asked.clear();

      assertThat(LocalWarehouse.rows(LocalWarehouse.table(client, "replaced"))).hasSize(2);
    }
    assertThat(asked)
        .containsExactly(
            "/v1/namespaces/crm/tables/replaced", "/v1/namespaces/crm/tables/replaced");
  }

  @Test
  void keyThatEndsIsReplacedAtTheAddressThatTheCatalogNames() throws IOException {
    String credentials = "/v1/namespaces/crm/tables/replaced/credentials";
    try (RestCatalogServer server = serve(RestCatalogServer.Transactions.OFFERED, right());
        RESTCatalog client = client(server)) {
      run(client, "1");
      HandedOut first =
          new HandedOut(
              Map.of("client.refresh-credentials-endpoint", credentials),
              Map.of("s3://lake/", ended()));
      HandedOut places = new HandedOut(key(WRONG), Map.of("s3://lake/", key(S3Server.SECRET_KEY)));
      asked.clear();
      server.handOut(
          path -> {
            asked.add(path);
            return path.equals(credentials) ? places : first;
          });

      assertThat(LocalWarehouse.rows(LocalWarehouse.table(client, "replaced"))).hasSize(2);
    }
    assertThat(asked).containsExactly("/v1/namespaces/crm/tables/replaced", credentials);
  }

  @Test
  void keyThatEndedWithoutAnotherIsToldAndTheNextRunWrites() throws IOException {
    StringWriter trace = new StringWriter();
    HandedOut ended = new HandedOut(ended(), Map.of());
    try (RestCatalogServer server = serve(RestCatalogServer.Transactions.OFFERED, right());
        RESTCatalog client = client(server)) {
      run(client, "1");
      server.handOut(path -> path.endsWith("tables/replaced") ? ended : right());

      assertThatThrownBy(() -> run(client, "2"))
          .hasMessageContaining("Cannot list s3://lake/" + lake + "/crm/replaced/")
          .hasMessageContaining("ended at 1970-01-01T00:00:00Z, and the catalog gives no new one")
          .hasMessageContaining("Run again")
          .satisfies(failure -> failure.printStackTrace(new PrintWriter(trace)));
      assertRow("1");

      server.handOut(path -> right());
      run(client, "3");
      assertRow("3");
    }
    assertThat(trace.toString()).doesNotContain(WRONG).doesNotContain(SESSION);
  }

  @Test
  void tableThatTheRunMakesGetsNewKeysToo() throws IOException {
    HandClock clock = new HandClock();
    try (RestCatalogServer server = serve(RestCatalogServer.Transactions.OFFERED, right());
        RESTCatalog client = client(server)) {
      run(client, "1");
      handOutFirst(server, "/tables", new HandedOut(key(WRONG), Map.of()));
      IcebergSink sink = IcebergSink.builder(client, LocalWarehouse.NAMESPACE).clock(clock).build();
      try (SinkTransaction run = sink.begin();
          TableWriter writer = run.open(schema("later", "id"))) {
        writer.write(view(row("a")));
        clock.pass(Duration.ofMinutes(10));
        writer.complete();
        run.commit("{}");
      }
      assertThat(LocalWarehouse.rows(LocalWarehouse.table(catalog, "later")))
          .containsExactly(row("id"), row("a"));
    }
  }
}
