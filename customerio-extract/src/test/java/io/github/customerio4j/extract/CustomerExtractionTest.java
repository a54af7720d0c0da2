package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.OutcomeUnknownException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.LoadType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People from an export, which is created once, polled, and read completely. */
class CustomerExtractionTest {
  private static final String CSV =
      "id,email,cio_id,plan,city\n"
          + "1,a@x.y,c1,pro,\"Zürich, \"\"old\"\"\n town\"\n"
          + ",b@x.y,c2,,\"\"\n"
          + ",,c3,basic,Bern\n";

  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder);
    scene.api.exports().files(CSV).total(3);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void defaultSelectionExtractsEverybodyWithAllAttributes() {
    ExtractionReport report = scene.run(customers());

    RecordingSink.Table table = scene.table("customers");
    assertThat(table.columns()).containsExactly("id", "email", "cio_id", "plan", "city");
    assertThat(table.rows())
        .containsExactly(
            Map.of(
                "id",
                "1",
                "email",
                "a@x.y",
                "cio_id",
                "c1",
                "plan",
                "pro",
                "city",
                "Zürich, \"old\"\n town"),
            Map.of("email", "b@x.y", "cio_id", "c2", "city", ""),
            Map.of("cio_id", "c3", "plan", "basic", "city", "Bern"));
    assertThat(table.schema().primaryKey()).containsExactly("cio_id");
    assertThat(report.tables().get(0).warnings()).isEmpty();
    assertThat(scene.api.exports().created())
        .as("people with only an email are included")
        .containsExactly(
            "{\"filters\":{\"attribute\":{\"field\":\"cio_id\",\"operator\":\"exists\"}}}");
  }

  @Test
  void filterAndAttributesAreSentAndLimitColumns() {
    scene.run(
        selected(
            CustomersSelection.builder()
                .filter(AudienceFilter.attribute("plan").exists())
                .addAttributes("city", "plan")));

    assertThat(scene.table("customers").columns())
        .containsExactly("id", "email", "cio_id", "city", "plan");
    assertThat(scene.api.exports().created())
        .singleElement()
        .asString()
        .contains("\"attributes\":[\"city\",\"plan\"]", "\"field\":\"plan\"");
  }

  @Test
  void unselectedAttributesAreLeftOut() {
    scene.run(selected(CustomersSelection.builder().addAttributes("city")));

    assertThat(scene.table("customers").columns()).containsExactly("id", "email", "cio_id", "city");
  }

  @Test
  void unknownAttributeBecomesEmptyColumnWithWarning() {
    ExtractionReport report =
        scene.run(selected(CustomersSelection.builder().addAttributes("City", "plan")));

    assertThat(scene.table("customers").columns()).contains("City");
    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "The export has no attribute City; the column is empty. Check the spelling,"
                + " including upper and lower case.");
  }

  @Test
  void waitsBetweenPollsGrowUntilExportIsDone() {
    scene.api.exports().doneAfter(12);

    scene.run(customers());

    assertThat(scene.pauses).hasSize(13).startsWith(Duration.ofMillis(500), Duration.ofMillis(750));
    for (int i = 1; i < scene.pauses.size(); i++) {
      assertThat(scene.pauses.get(i)).isGreaterThanOrEqualTo(scene.pauses.get(i - 1));
    }
    assertThat(scene.pauses.get(12)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void exportThatNeverFinishesFailsAtDeadline() {
    scene.api.exports().doneAfter(Integer.MAX_VALUE);
    scene.slowness(20);

    assertThatThrownBy(() -> scene.run(customers()))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "Cannot extract customers: export 1 is not done after 60 minutes. Narrow it by a"
                + " filter, or run again later.");
    assertThat(Duration.between(Scene.NOW, scene.now()))
        .isBetween(Duration.ofMinutes(54), Duration.ofMinutes(66));
  }

  @Test
  void failedExportFailsRun() {
    scene.api.exports().doneAfter(1).failing();

    assertThatThrownBy(() -> scene.run(customers()))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "Cannot extract customers: Customer.io says that export 1 failed. Run again; if it fails"
                + " again, narrow the filter or the attributes.");
  }

  @Test
  void exportWithLostResponseIsFoundAndNotCreatedTwice() {
    scene.api.exports().add("customers").add("deliveries").loseAnswers(1);

    scene.run(customers());

    assertThat(scene.api.exports().created()).hasSize(3);
    assertThat(scene.table("customers").rows()).hasSize(3);
    assertThat(scene.api.requests("exports/3")).isNotEmpty();
    assertThat(scene.api.requests("exports/1")).isEmpty();
  }

  @Test
  void exportWithLostRequestIsCreatedAgain() {
    scene.api.exports().add("customers").loseRequests(2);

    scene.run(customers());

    assertThat(scene.api.exports().created()).hasSize(2);
    assertThat(scene.api.requests("exports/2")).isNotEmpty();
  }

  @Test
  void creationThatIsAlwaysLostFailsRun() {
    scene.api.exports().loseRequests(6);

    assertThatThrownBy(() -> scene.run(customers())).isInstanceOf(OutcomeUnknownException.class);
    assertThat(scene.api.exports().created()).isEmpty();
  }

  @Test
  void truncatedDownloadIsReadAgainFromStart() {
    scene.api.exports().files(CSV.substring(0, 60) + "<CUT>", CSV);

    scene.run(customers());

    assertThat(scene.table("customers").column("cio_id")).containsExactly("c1", "c2", "c3");
    assertThat(scene.api.exports().downloads()).isEqualTo(2);
    assertThat(scene.api.exports().created()).hasSize(1);
  }

  @Test
  void fileWithMissingPeopleIsDownloadedAgain() {
    scene.api.exports().files(CSV.substring(0, CSV.indexOf(",,c3")), CSV);

    scene.run(customers());

    assertThat(scene.table("customers").rows()).hasSize(3);
    assertThat(scene.api.exports().downloads()).isEqualTo(2);
  }

  @Test
  void fileThatEndsInsideQuotesIsDownloadedAgain() {
    scene.api.exports().files(CSV.substring(0, CSV.indexOf("old")), CSV);

    scene.run(customers());

    assertThat(scene.table("customers").rows()).hasSize(3);
  }

  @Test
  void fileThatIsNeverCompleteFailsRun() {
    scene.api.exports().total(6);

    assertThatThrownBy(() -> scene.run(customers()))
        .asInstanceOf(InstanceOfAssertFactories.type(ExtractionException.class))
        .extracting(ExtractionException::problem)
        .isEqualTo(
            "Cannot read export 1 of customers whole in 6 attempts: the file holds 3 of 6 people, so"
                + " its end is missing. Run again for a new export.");
    assertThat(scene.sink.tables()).isEmpty();
  }

  @Test
  void fileWithMorePeopleThanAnnouncedIsAcceptedWithWarning() {
    scene.api.exports().total(2);

    ExtractionReport report = scene.run(customers());

    assertThat(scene.table("customers").rows()).hasSize(3);
    assertThat(report.tables().get(0).warnings())
        .containsExactly("The export says that it holds 2 people; its file has 3.");
  }

  @Test
  void exportWithoutTotalIsAcceptedWithoutWarning() {
    scene.api.exports().total(0);

    assertThat(scene.run(customers()).tables().get(0).warnings()).isEmpty();
  }

  @Test
  void expiredLinkIsRequestedAgain() {
    scene.api.exports().expireLinks(1);

    scene.run(customers());

    assertThat(scene.table("customers").rows()).hasSize(3);
    assertThat(scene.api.requests("exports/1/download")).hasSize(2);
  }

  @Test
  void linkThatNeverWorksFailsRun() {
    scene.api.exports().expireLinks(100);

    assertThatThrownBy(() -> scene.run(customers())).isInstanceOf(ConnectionException.class);
  }

  @Test
  void primaryKeyIdWarnsOfPeopleWithoutId() {
    ExtractionReport report = scene.run(selected(CustomersSelection.builder().primaryKey("id")));

    assertThat(scene.table("customers").schema().primaryKey()).containsExactly("id");
    assertThat(report.tables().get(0).warnings())
        .singleElement()
        .asString()
        .startsWith("2 rows have no id, the primary key, and cannot be distinguished")
        .contains("set primary_key to cio_id");
  }

  @Test
  void fullLoadWithPrimaryKeyIdHasNoWarning() {
    ExtractionReport report =
        scene.run(
            selected(CustomersSelection.builder().primaryKey("id")).loadType(LoadType.FULL_LOAD));

    assertThat(report.tables().get(0).warnings()).isEmpty();
  }

  @Test
  void emptyExportWritesTableWithoutRows() {
    scene.api.exports().files("id,email,cio_id,plan\n").total(0);

    scene.run(selected(CustomersSelection.builder().addAttributes("plan")));

    assertThat(scene.table("customers").rows()).isEmpty();
    assertThat(scene.table("customers").columns()).containsExactly("id", "email", "cio_id", "plan");
  }

  private static ExtractionConfig.Builder customers() {
    return selected(CustomersSelection.builder());
  }

  private static ExtractionConfig.Builder selected(CustomersSelection.Builder selection) {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.customers(selection.build());
    return config;
  }
}
