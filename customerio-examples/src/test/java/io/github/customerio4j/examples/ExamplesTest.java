package io.github.customerio4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
  private final SampleWorkspace workspace = SampleWorkspace.open(Map.of());
  private final Sandbox sandbox = workspace.sandbox().orElseThrow();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @TempDir Path folder;

  @AfterEach
  void close() {
    workspace.close();
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void listAndFilterShowsCampaignsAndPeople() {
    ListAndFilter.run(workspace.client(), out);

    assertThat(lines())
        .as("lines")
        .contains("8 campaigns, running are:", "  1 Welcome series")
        .anyMatch(line -> line.matches("\\d+ people have an email and not the basic plan.*"))
        .anyMatch(line -> line.matches("  .*@example\\.com [0-9a-f]+"));
  }

  @Test
  void streamMessagesReadsInThreeWays() {
    StreamMessages.run(workspace.client(), out);

    assertThat(lines())
        .as("lines")
        .anyMatch(line -> line.matches("dg\\S+ to .*"))
        .anyMatch(line -> line.matches("Types of the first 50: \\{email=\\d+, .*}"))
        .contains("10 on the first page")
        .anyMatch(line -> line.matches("\\d+ more from cursor \\S+"));
  }

  @Test
  void extractToCsvPrintsLocationOfEachTable() {
    Path tables = folder.resolve("tables");
    ExtractToCsv.run(workspace.client(), tables, out);

    assertThat(lines())
        .as("lines")
        .contains(
            "8 rows, 41 columns: " + tables.resolve("campaigns.csv"),
            "40 rows, 5 columns: " + tables.resolve("customers.csv"))
        .hasSize(4);
    assertThat(tables.resolve("activities_all.csv")).as("a table").isNotEmptyFile();
  }

  @Test
  void secondRunBringsNewMessagesOnly() {
    int before = sandbox.truth().messages().size();
    Runnable meanwhile = () -> sandbox.addMessages(3, sandbox.clock().instant());

    ContinueSinceLastRun.run(workspace.client(), folder, meanwhile, out);

    assertThat(lines())
        .as("lines")
        .containsExactly("The first run brought " + before + " messages.", "The second brought 3.");
  }

  @Test
  void secondLoadIntoDuckDbAddsNewMessages() throws SQLException {
    int messages = sandbox.truth().messages().size();
    Path file = folder.resolve("crm.duckdb");

    LoadIntoDuckDb.run(workspace.client(), file, out);
    sandbox.addMessages(3, sandbox.clock().instant());
    LoadIntoDuckDb.run(workspace.client(), file, out);

    assertThat(lines())
        .as("lines")
        .contains((8 + messages) + " rows loaded into " + file)
        // Campaigns and new messages; the overlap of one hour may bring the newest old message.
        .anyMatch(line -> line.matches("1[12] rows loaded into .*"))
        .anyMatch(line -> line.matches("  \\d+ messages of Abandoned cart"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM messages")) {
      assertThat(result.next()).as("a row").isTrue();
      assertThat(result.getInt(1)).as("messages in the file").isEqualTo(messages + 3);
    }
  }

  @Test
  void watchProgressPrintsFromStartToCommit() {
    int messages = sandbox.truth().messages().size();

    WatchProgress.run(workspace.client(), out);

    assertThat(lines())
        .as("lines")
        .startsWith("reading campaigns, messages")
        .contains("campaigns: finished with 8 records", "messages: 100 %")
        .endsWith("committed " + (8 + messages) + " rows");
  }

  @Test
  void customSinkSeesEveryRowAndColumn() {
    CustomTableSink.run(workspace.client(), out);

    assertThat(lines())
        .as("lines")
        .contains("campaigns, 8 rows", "  8 have id", "segments, 6 rows", "  6 have name");
  }

  @Test
  void keyInEnvironmentReplacesSandbox() {
    Map<String, String> variables =
        Map.of(
            "CUSTOMERIO_APP_API_KEY", sandbox.appApiKey(),
            "CUSTOMERIO_BASE_URL", sandbox.baseUrl(),
            "CUSTOMERIO_REQUESTS_PER_SECOND", "0");

    try (SampleWorkspace real = SampleWorkspace.open(variables)) {
      assertThat(real.sandbox()).as("sandbox").isEmpty();
      assertThat(real.client().campaigns().list()).as("campaigns").hasSize(8);
    }
  }

  @Test
  void invalidRateIsRefused() {
    Map<String, String> variables =
        Map.of("CUSTOMERIO_APP_API_KEY", "key", "CUSTOMERIO_REQUESTS_PER_SECOND", "many");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleWorkspace.open(variables))
        .withMessageContaining("CUSTOMERIO_REQUESTS_PER_SECOND \"many\"");
  }
}
