package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.Region;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import io.github.customerio4j.sandbox.config.Scope;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final String EVERY_TABLE =
      TableCatalog.plain().stream().map(TableSpec::name).collect(Collectors.joining(","))
          + ",segment_customers,messages,message_bodies,customers,activity_*";

  @TempDir Path folder;
  private Sandbox sandbox = Sandbox.builder().start();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void restart(Scope... missing) {
    sandbox.close();
    sandbox = Sandbox.builder().addMissingScopes(missing).start();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> asked() {
    return sandbox.requests().stream()
        .map(request -> request.method() + " " + request.path())
        .toList();
  }

  @Test
  void successfulCheckPrintsOneLineEach() throws IOException {
    Cli cli = Cli.of(sandbox);
    String to = "csv:" + folder.resolve("crm");
    assertThat(cli.run("check", "--to", to, "--tables", "campaigns,campaign_actions,messages"))
        .as(cli.said())
        .isZero();
    assertThat(cli.out().lines())
        .containsExactly(
            "ok  key               let in by " + sandbox.baseUrl(),
            "ok  campaigns         GET /v1/campaigns",
            "ok  campaign_actions  GET /v1/campaigns/{campaign_id}/actions",
            "ok  messages          GET /v1/messages",
            "ok  destination       " + to + " can be written",
            "ok  state             the next run is a first one");
    assertThat(cli.said()).doesNotContain(sandbox.appApiKey());
    assertThat(names()).isEmpty();
  }

  @Test
  void tableOfSomebodyElseIsRefusedUntilItIsAdopted() throws IOException, SQLException {
    String file = folder.resolve("crm.duckdb").toString();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE segments (id BIGINT, note VARCHAR)");
      statement.execute("INSERT INTO segments VALUES (-1, 'mine')");
    }
    String[] options = {"--to", "duckdb:" + file, "--tables", "segments"};
    Cli cli = Cli.of(sandbox);
    assertThat(cli.run(with("check", options))).isEqualTo(1);
    assertThat(cli.out())
        .contains("FAILED  destination  Cannot write table segments:")
        .contains("--schema")
        .contains("--prefix");
    int asked = asked().size();
    assertThat(cli.run(with("extract", options))).isEqualTo(1);
    assertThat(cli.run(with("extract", options, "--full"))).isEqualTo(1);
    assertThat(cli.said()).contains("Cannot write table segments:").contains("--adopt segments");
    assertThat(asked()).hasSize(asked);
    Path config = folder.resolve("run.yaml");
    Files.writeString(config, "adopt: [segments]\n");
    assertThat(cli.run(with("extract", options, "--config", config.toString()))).isZero();
    assertThat(cli.run(with("extract", options))).as("its own by now").isZero();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT note FROM segments WHERE id = -1")) {
      assertThat(found.next()).isTrue();
      assertThat(found.getString(1)).isEqualTo("mine");
    }
  }

  private static String[] with(String command, String[] options, String... more) {
    return Stream.of(Stream.of(command), Stream.of(options), Stream.of(more))
        .flatMap(part -> part)
        .toArray(String[]::new);
  }

  @Test
  void everyTableTakesOneSmallReadAndNeitherAnExportNorTheArchive() {
    Cli cli = Cli.of(sandbox);
    assertThat(cli.run("check", "--tables", EVERY_TABLE)).as(cli.said()).isZero();
    assertThat(asked().stream().filter(one -> one.startsWith("POST ")))
        .containsExactlyInAnyOrder("POST /v1/customers", "POST /v1/objects");
    assertThat(asked()).contains("GET /v1/exports").noneMatch(one -> one.contains("archived"));
    assertThat(sandbox.requests())
        .allMatch(
            request -> request.query().getOrDefault("limit", List.of("1")).equals(List.of("1")));
    // Those with a record to ask for, exports for customers, and everybody for what depends on
    // them.
    assertThat(asked()).hasSizeBetween(50, TableCatalog.plain().size() + 6);
    assertThat(sandbox.requests().stream().map(RecordedRequest::status)).doesNotContain(400);
  }

  @Test
  void checkProbesOnlySelectedTables() {
    Cli cli = Cli.of(sandbox);
    assertThat(cli.run("check", "--tables", "customers,message_bodies")).as(cli.said()).isZero();
    assertThat(asked()).containsExactlyInAnyOrder("GET /v1/exports", "GET /v1/messages");
  }

  @Test
  void aKeyThatNobodyLetsInIsForTheUserToCorrect() {
    Cli cli = Cli.of(sandbox).with("CUSTOMERIO_APP_API_KEY", "cio-SECRET");
    assertThat(cli.run("check", "--tables", "segments", "--to", "csv:" + folder)).isEqualTo(1);
    assertThat(cli.out())
        .contains("FAILED  key")
        .contains("401")
        .contains("ok      destination")
        .doesNotContain("SECRET")
        .doesNotContain("segments  ");
    assertThat(asked()).as("a custom address is the only one").hasSize(1);
  }

  @Test
  void aKeyOfTheOtherRegionIsNoticed() {
    try (Sandbox other = Sandbox.builder().appApiKey("of-the-eu").start()) {
      Cli cli =
          new Cli()
              .with("CUSTOMERIO_APP_API_KEY", "of-the-eu")
              .withHosts(region -> region == Region.US ? sandbox.baseUrl() : other.baseUrl());
      assertThat(cli.run("check", "--tables", "segments")).isEqualTo(1);
      assertThat(cli.out().strip())
          .isEqualTo("FAILED  key  The key belongs to the EU: use --region eu.");
      assertThat(asked()).containsExactly("GET /v1/segments");
      assertThat(other.requests()).hasSize(1);
      assertThat(cli.run("check", "--tables", "segments", "--region", "eu")).isZero();

      cli.with("CUSTOMERIO_APP_API_KEY", "of-nobody");
      assertThat(cli.run("check", "--tables", "segments")).isEqualTo(1);
      assertThat(cli.out()).contains("401").contains("It was refused in the EU, too.");
    }
  }

  @Test
  void aMissingScopeIsNamedWithTheTable() {
    restart(Scope.SEGMENTS);
    Cli cli = Cli.of(sandbox);
    assertThat(cli.run("check", "--tables", "segments,segment_customers,campaigns")).isEqualTo(1);
    assertThat(cli.out())
        .contains("ok      key")
        .contains("ok      campaigns")
        .contains("FAILED  segments")
        .contains("The key lacks the scope for this call.")
        .contains("-       segment_customers  not asked: segments cannot be read");
    restart(Scope.EXPORTS);
    cli = Cli.of(sandbox);
    assertThat(cli.run("check", "--tables", "customers")).isEqualTo(1);
    assertThat(cli.out()).contains("FAILED  customers  Cannot GET /v1/exports");
  }

  @Test
  void whereThereIsNothingToAskForItIsSaid() {
    sandbox.failNext(
        path -> path.endsWith("/collections"), Fault.body("{\"collections\":null}"), 1);
    Cli cli = Cli.of(sandbox);
    assertThat(cli.run("check", "--tables", "collection_contents")).as(cli.said()).isZero();
    assertThat(cli.out())
        .contains("-   collection_contents  not asked: there is no record of collections");
  }

  @Test
  void aRecordThatIsGoneDoesNotMatter() {
    sandbox.failNext(path -> path.endsWith("/content"), Fault.status(404), 1);
    Cli cli = Cli.of(sandbox);
    assertThat(cli.run("check", "--tables", "collection_contents")).as(cli.said()).isZero();
  }

  @Test
  void aFaultOfTheApiIsNotTheUsers() {
    sandbox.failNext(path -> path.endsWith("/segments"), Fault.status(503), 9);
    Cli cli = Cli.of(sandbox);
    assertThat(cli.run("check", "--tables", "campaigns,segments")).isEqualTo(2);
    assertThat(cli.out())
        .contains("ok      campaigns")
        .contains("FAILED  segments")
        .contains("503");
    assertThat(asked().stream().filter(one -> one.endsWith("segments"))).hasSize(2);
  }

  @Test
  void anApiThatIsNotThereIsAFailureAndTheDestinationIsCheckedAllTheSame() {
    Cli cli = Cli.of(sandbox);
    sandbox.close();
    assertThat(cli.run("check", "--tables", "segments", "--to", "csv:" + folder)).isEqualTo(2);
    assertThat(cli.out()).contains("FAILED  key").contains("ok      destination");
  }

  @Test
  void answersThatHangDoNotHoldItUp() throws IOException {
    sandbox.failNext(path -> path.endsWith("/messages"), Fault.slow(Duration.ofSeconds(30)), 9);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Cli cli = Cli.of(sandbox);
      String to = "postgresql://ana@localhost:" + silent.getLocalPort() + "/d";
      long start = System.nanoTime();
      assertThat(cli.run("check", "--tables", "segments,messages", "--to", to)).isEqualTo(2);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      // It waits about two seconds; the bound leaves room for a busy machine.
      assertThat(took).as("against half a minute an answer").isLessThan(Duration.ofSeconds(15));
      assertThat(cli.out())
          .contains("ok      segments")
          .contains("FAILED  messages")
          .contains("FAILED  destination  there was no answer in time. Try again.");
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(folder.resolve("file"), "in the way");
    Cli cli = Cli.of(sandbox);
    String to = "csv:" + folder.resolve("file").resolve("crm");
    assertThat(cli.run("check", "--tables", "segments", "--to", to)).isEqualTo(1);
    assertThat(cli.out()).contains("FAILED  destination").contains("Cannot write tables to");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void aStateThatCannotBeReadIsNamed() throws IOException {
    Files.writeString(folder.resolve("crm.state.json"), "{\"version\":7}");
    Cli cli = Cli.of(sandbox);
    String to = "csv:" + folder.resolve("crm");
    assertThat(cli.run("check", "--tables", "segments", "--to", to)).isEqualTo(1);
    assertThat(cli.out()).contains("FAILED  state").contains("it is in version 7");
  }

  @Test
  void databasesAreCheckedWithoutATrace() throws Exception {
    Cli cli = Cli.of(sandbox);
    String duck = "duckdb:" + folder.resolve("crm.duckdb");
    assertThat(cli.run("check", "--tables", "segments", "--to", duck)).as(cli.said()).isZero();
    assertThat(names()).isEmpty();
    String tobe = "duckdb:" + folder.resolve("missing").resolve("crm.duckdb");
    assertThat(cli.run("check", "--tables", "segments", "--to", tobe)).as(cli.said()).isZero();
    assertThat(names()).isEmpty();
    Path file = Files.createTempFile(folder, "no", "folder");
    String nowhere = "duckdb:" + file.resolve("crm.duckdb");
    assertThat(cli.run("check", "--tables", "segments", "--to", nowhere)).isEqualTo(1);
    assertThat(cli.out()).contains("Cannot create the database").contains("FileSystemException");
    Files.delete(file);
    Files.writeString(folder.resolve("crm.duckdb"), "This is no database.");
    assertThat(cli.run("check", "--tables", "segments", "--to", duck)).isEqualTo(1);
    assertThat(cli.out()).contains("FAILED  destination  Cannot write to the database");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      String server = "@localhost:" + postgres.getPort() + "/postgres";
      assertThat(
              cli.run(
                  "check",
                  "--tables",
                  "segments",
                  "--schema",
                  "crm",
                  "--to",
                  "postgresql://postgres" + server))
          .as(cli.said())
          .isZero();
      try (var connection =
              DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
          var statement = connection.createStatement();
          var found =
              statement.executeQuery(
                  "SELECT count(*) FROM information_schema.schemata WHERE schema_name = 'crm'")) {
        assertThat(found.next()).isTrue();
        assertThat(found.getInt(1)).isZero();
      }
      assertThat(
              cli.run(
                  "check", "--tables", "segments", "--to", "postgresql://nobody:SECRET" + server))
          .isEqualTo(1);
      assertThat(cli.out()).contains("nobody").doesNotContain("SECRET");
    }
  }

  @Test
  void optionsThatMeanNothingAreRefusedBeforeAnythingIsAsked() {
    Cli cli = Cli.of(sandbox);
    assertThat(cli.run("check", "--tables", "letters")).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot use --tables \"letters\"");
    assertThat(asked()).isEmpty();
  }
}
