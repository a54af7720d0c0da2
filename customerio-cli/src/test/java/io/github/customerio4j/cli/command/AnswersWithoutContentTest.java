package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersWithoutContentTest {
  private static final Predicate<String> LISTS = path -> path.split("/").length == 3;
  private static final String EVERY_TABLE =
      TableCatalog.plain().stream().map(TableSpec::name).collect(Collectors.joining(","))
          + ",segment_customers,messages,message_bodies,activity_*";

  @TempDir Path folder;
  private final Sandbox sandbox = Sandbox.builder().start();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Cli extract(String tables) {
    Cli cli = Cli.of(sandbox);
    String to = "csv:" + folder.resolve("crm");
    assertThat(cli.run("extract", "--to", to, "--tables", tables)).as(cli.said()).isZero();
    return cli;
  }

  /** Everything that is asked about a parent or a single record, of whatever shape. */
  @Test
  void childrenWithoutContentHaveNoRowsAndAreAskedOnce() {
    sandbox.failEvery(1, LISTS.negate(), Fault.noContent());
    extract(EVERY_TABLE);
    List<String> asked =
        sandbox.requests().stream()
            .filter(request -> request.status() == 204)
            .map(request -> request.method() + " " + request.path() + " " + request.query())
            .toList();
    assertThat(asked).hasSizeGreaterThan(30).doesNotHaveDuplicates();
  }

  @Test
  void listsWithoutContentAreEmptyTables() throws IOException {
    sandbox.failEvery(1, LISTS, Fault.noContent());
    extract("campaigns,messages,segments,newsletters");
    for (String table : List.of("campaigns", "messages", "segments", "newsletters")) {
      assertThat(Files.readAllLines(folder.resolve("crm").resolve(table + ".csv")))
          .as(table)
          .hasSize(1);
    }
    assertThat(sandbox.requests())
        .extracting(RecordedRequest::path)
        .filteredOn(path -> !path.endsWith("/messages"))
        .doesNotHaveDuplicates();
  }

  @Test
  void emptyAnswerOfAProxyDoesNotEmptyATable() throws IOException {
    sandbox.failNext(path -> path.endsWith("/campaigns"), Fault.body(""), 1);
    extract("campaigns");
    assertThat(sandbox.requests()).hasSize(2);
    assertThat(Files.readAllLines(folder.resolve("crm").resolve("campaigns.csv")))
        .hasSizeGreaterThan(1);
  }
}
