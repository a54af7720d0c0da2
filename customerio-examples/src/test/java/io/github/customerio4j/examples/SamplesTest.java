package io.github.customerio4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
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
  void streamMessagesWalksThreeWays() {
    StreamMessages.run(workspace.client(), out);

    assertThat(lines())
        .as("lines")
        .anyMatch(line -> line.matches("dg\\S+ to .*"))
        .anyMatch(line -> line.matches("Types of the first 50: \\{email=\\d+, .*}"))
        .contains("10 on the first page")
        .anyMatch(line -> line.matches("\\d+ more from cursor \\S+"));
  }

  @Test
  void extractToCsvSaysWhereTheTablesAre() {
    Path tables = folder.resolve("tables");
    ExtractToCsv.run(workspace.client(), tables, out);

    assertThat(lines())
        .as("lines")
        .contains(
            "8 rows, 37 columns: " + tables.resolve("campaigns.csv"),
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
  void customSinkSeesEveryRowAndColumn() {
    CustomTableSink.run(workspace.client(), out);

    assertThat(lines())
        .as("lines")
        .contains("campaigns, 8 rows", "  8 have id", "segments, 6 rows", "  6 have name");
  }

  @Test
  void aKeyInTheEnvironmentChoosesTheRealWorkspace() {
    Map<String, String> variables =
        Map.of(
            "CUSTOMERIO_APP_API_KEY", sandbox.appApiKey(),
            "CUSTOMERIO_BASE_URL", sandbox.baseUrl(),
            "CUSTOMERIO_REQUESTS_PER_SECOND", "0");

    try (SampleWorkspace real = SampleWorkspace.open(variables)) {
      assertThat(real.sandbox()).as("a sandbox of its own").isEmpty();
      assertThat(real.client().campaigns().list()).as("campaigns").hasSize(8);
    }
  }

  @Test
  void aWrongRateIsRefused() {
    Map<String, String> variables =
        Map.of("CUSTOMERIO_APP_API_KEY", "key", "CUSTOMERIO_REQUESTS_PER_SECOND", "many");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleWorkspace.open(variables))
        .withMessageContaining("CUSTOMERIO_REQUESTS_PER_SECOND \"many\"");
  }
}
