package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractCommandTest {
  @TempDir Path folder;
  private Sandbox sandbox = Sandbox.builder().exportPolls(0).start();
  private Cli cli = Cli.of(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private int extract(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--to", "csv:" + folder.resolve("crm")));
    all.addAll(List.of("--spool", folder.resolve("spool").toString()));
    all.addAll(List.of(arguments));
    return extractAs(all);
  }

  private int extractAs(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("extract"));
    all.addAll(arguments);
    return cli.run(all.toArray(String[]::new));
  }

  private String said() {
    return cli.said();
  }

  private long rows(String table) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("crm").resolve(table + ".csv"))) {
      return lines.count() - 1;
    }
  }

  private List<String> names(Path of) throws IOException {
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyTableComesByDefault() throws IOException {
    assertThat(extract()).as(said()).as(said()).isZero();
    assertThat(names(folder.resolve("crm")))
        .contains("campaigns.csv", "segments.csv", "segment_customers.csv", "messages.csv")
        .contains("customers.csv", "activity_event.csv");
    assertThat(names(folder)).contains("crm.state.json");
    assertThat(said()).contains("TABLE").doesNotContain(sandbox.appApiKey());
  }

  @Test
  void aRunGoesOnWhereTheLastOneEndedUnlessToldOtherwise() throws IOException {
    assertThat(extract("--tables", "messages")).as(said()).isZero();
    long all = rows("messages");
    assertThat(extract("--tables", "messages")).as(said()).isZero();
    assertThat(rows("messages")).as("what is new").isLessThan(all);
    assertThat(extract("--tables", "messages", "--full")).as(said()).isZero();
    assertThat(rows("messages")).as("everything again").isEqualTo(all);
    assertThat(extract("--tables", "messages")).as(said()).isZero();
    assertThat(extract("--tables", "messages", "--reset", "--incremental")).as(said()).isZero();
    assertThat(rows("messages")).as("as if for the first time").isEqualTo(all);
  }

  @Test
  void messagesComeSinceADate() throws IOException {
    assertThat(extract("--tables", "messages")).as(said()).isZero();
    long all = rows("messages");
    String lately = sandbox.clock().instant().minus(Duration.ofDays(30)).toString();
    assertThat(extract("--tables", "messages", "--full", "--since", lately)).as(said()).isZero();
    assertThat(rows("messages")).isBetween(1L, all - 1);

    assertThat(extract("--tables", "messages", "--full", "--since", "2100-01-01")).isEqualTo(1);
    assertThat(said()).contains("that is after the run's start");
  }

  @Test
  void aPlanSaysWhatARunWouldTakeAndWritesNothing() throws IOException {
    cli.with("CUSTOMERIO_REQUESTS_PER_SECOND", "10");
    assertThat(extract("--plan", "--tables", "collections,collection_contents")).isZero();
    assertThat(said().lines().map(String::stripTrailing))
        .contains(
            "collections                1",
            "collection_contents        3",
            "2 tables                   4",
            "At 10 requests a second that takes 0.0 minutes.");
    assertThat(names(folder)).doesNotContain("crm", "crm.state.json");
    cli.with("CUSTOMERIO_REQUESTS_PER_SECOND", "0");
    assertThat(extract("--plan", "--tables", "messages")).isZero();
    assertThat(said()).contains("+").contains("Nothing limits");
  }

  @Test
  void aDryRunMakesNoDatabase() throws IOException {
    String to = "duckdb:" + folder.resolve("crm.duckdb");
    assertThat(extractAs(List.of("--to", to, "--dry-run", "--tables", "campaign_actions")))
        .as(said())
        .isZero();
    assertThat(said()).contains("campaign_actions");
    assertThat(names(folder)).isEmpty();
    assertThat(extractAs(List.of("--to", to, "--dry-run", "--since", "x"))).isEqualTo(1);
    cli.without("CUSTOMERIO_APP_API_KEY");
    assertThat(extractAs(List.of("--to", to, "--dry-run", "--tables", "snippets"))).isEqualTo(1);
  }

  @Test
  void filterOptionsBecomeConfiguration() throws IOException {
    assertThat(
            extract(
                "--tables",
                "broadcasts,broadcast_actions,broadcast_metrics",
                "--ids",
                "broadcasts=1,3",
                "--exclude",
                "broadcast_actions.body,broadcast_actions.type",
                "--metrics",
                "days",
                "--wide-metrics",
                "--settling-days",
                "10",
                "--metrics-since",
                "2026-01-01",
                "--extracted-at",
                "--read-unchanged"))
        .as(said())
        .isZero();
    assertThat(rows("broadcasts")).isEqualTo(2);
    assertThat(rows("broadcast_metrics")).isEqualTo(90);
    try (Stream<String> lines = Files.lines(folder.resolve("crm/broadcast_actions.csv"))) {
      assertThat(lines.findFirst().orElseThrow())
          .contains("broadcast_id", "extracted_at", ",body_amp,")
          .doesNotContain(",body,", "type");
    }
    assertThat(extract("--tables", "message_bodies")).as(said()).isZero();
    assertThat(rows("message_bodies")).isPositive();
  }

  @Test
  void wishesThatMeanNothingAreRefused() {
    assertThat(extract("--tables", "broadcasts", "--exclude", "body")).isEqualTo(1);
    assertThat(said()).contains("Cannot use --exclude \"body\": it names no table.");
    assertThat(extract("--tables", "broadcasts", "--exclude", "broadcasts.id")).isEqualTo(1);
    assertThat(said()).contains("it is part of the primary key");
    assertThat(extract("--tables", "broadcasts", "--metrics", "years")).isEqualTo(1);
    assertThat(said()).contains("Write hours, days, weeks or months.");
    assertThat(extract("--tables", "broadcasts", "--metrics-since", "x")).isEqualTo(1);
    assertThat(said()).contains("Cannot use --metrics-since \"x\": it is not a date.");
    assertThat(extract("--tables", "broadcasts", "--ids", "exports_x=1")).isEqualTo(1);
    assertThat(said()).contains("Cannot use ids of table \"exports_x\"");
  }

  @Test
  void activitiesComeByTypeOrInOneTable() throws IOException {
    assertThat(extract("--tables", "activity_event,activity_page")).as(said()).as(said()).isZero();
    assertThat(names(folder.resolve("crm")))
        .contains("activity_event.csv", "activity_page.csv")
        .noneMatch(name -> name.startsWith("activity_opened"));
    assertThat(extract("--tables", "activities_all")).as(said()).isZero();
    assertThat(names(folder.resolve("crm"))).contains("activities_all.csv");
  }

  @Test
  void aTableThatFailsEndsTheRunWithNothingCommitted() throws IOException {
    restart(Scope.SEGMENTS);
    assertThat(extract("--tables", "campaigns,segments")).isEqualTo(CliCommand.USER_ERROR);
    assertThat(said()).contains("/v1/segments").contains("scope");
    assertThat(names(folder.resolve("crm"))).isEmpty();
    assertThat(names(folder)).doesNotContain("crm.state.json");
  }

  @Test
  void skippingATableThatFailsIsAPartialSuccess() throws IOException {
    restart(Scope.SEGMENTS);
    assertThat(extract("--tables", "campaigns,segments", "--on-table-failure", "skip"))
        .isEqualTo(3);
    assertThat(said()).contains("Failed, left as it was: segments: ");
    assertThat(names(folder.resolve("crm")))
        .containsExactly("campaigns.csv", "campaigns.csv.manifest");
    assertThat(Files.readString(folder.resolve("crm.state.json")))
        .contains("campaigns")
        .doesNotContain("segments");
  }

  @Test
  void aKeyThatIsRefusedIsForTheUserToCorrect() {
    cli.with("CUSTOMERIO_APP_API_KEY", "another-key-0123456789");
    assertThat(extract("--tables", "campaigns", "--on-table-failure", "skip")).isEqualTo(1);
    assertThat(said()).contains("401").doesNotContain("another-key-0123456789");
  }

  @Test
  void anApiThatIsNotThereIsAFailure() {
    sandbox.close();
    // Nobody listens there any more, and six attempts with their waits are made.
    assertThat(extract("--tables", "campaigns")).isEqualTo(2);
    assertThat(said()).contains("(6 attempts)").contains("127.0.0.1");
  }

  @Test
  void aMissingKeyIsSaid() {
    cli.without("CUSTOMERIO_APP_API_KEY");
    assertThat(extract()).isEqualTo(1);
    assertThat(said()).contains("CUSTOMERIO_APP_API_KEY is not set");
  }

  @Test
  void aStateThatCannotBeReadIsNamed() throws IOException {
    Files.writeString(folder.resolve("mine.json"), "{\"version\":7}");
    assertThat(extract("--tables", "segments", "--state", folder.resolve("mine.json").toString()))
        .isEqualTo(1);
    assertThat(said()).contains("$.version").contains("it is in version 7");
  }

  @ParameterizedTest
  @CsvSource({
    "--tables, messags, there is no such table. There are campaigns",
    "--tables, 'activity_event,activities_all', Leave one of them out",
    "--since, yesterday, it is not a date",
    "--region, mars, write us or eu",
    "--on-table-failure, ignore, write fail or skip",
    "--resume, maybe, write if-possible or never",
  })
  void unusableValueIsNamedWithRemedy(String option, String value, String remedy) {
    assertThat(extract(option, value)).isEqualTo(1);
    assertThat(said()).contains("Cannot use " + option).contains(remedy);
    assertThat(sandbox.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "csv:",
        "duckdb:",
        "duckdb:\0",
        "postgresql://",
        "mysql://u:secret@h/d",
        "csv:\0"
      })
  void unknownDestinationIsRefused(String to) {
    assertThat(extractAs(List.of("--to", to))).isEqualTo(1);
    assertThat(said()).contains("Cannot use --to").doesNotContain("secret");
  }

  @Test
  void fullAndIncrementalExcludeEachOther() {
    assertThat(extract("--full", "--incremental")).isEqualTo(1);
    assertThat(said()).contains("mutually exclusive");
  }

  private void restart(Scope missing) {
    sandbox.close();
    sandbox = Sandbox.builder().addMissingScopes(missing).start();
    cli = Cli.of(sandbox);
  }

  @Test
  void rootOfTheFileSystemIsNoFolderForTables() {
    assertThat(extractAs(List.of("--to", "csv:/", "--tables", "segments"))).isEqualTo(1);
    assertThat(said()).contains("Cannot use --to csv:/: it is the root of a file system.");
  }

  @Test
  void excludedNameOfNoColumnIsRefusedBeforeTheCommit() throws IOException {
    assertThat(extract("--tables", "campaigns", "--exclude", "campaigns.nmae")).isEqualTo(1);
    assertThat(said())
        .contains("Cannot exclude column \"nmae\" of campaigns: ", "Did you mean name?");
    assertThat(names(folder.resolve("crm"))).isEmpty();
    assertThat(names(folder)).doesNotContain("crm.state.json");
  }
}
