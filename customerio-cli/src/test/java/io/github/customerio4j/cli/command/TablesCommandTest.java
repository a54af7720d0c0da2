package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.extract.catalog.ColumnSpec;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.commit.ColumnNamer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class TablesCommandTest {
  private final Cli cli = new Cli();

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> json() throws IOException {
    Object root = JsonReader.of(new Buffer().writeUtf8(cli.out())).readJsonValue();
    return (List<Map<String, Object>>)
        Objects.requireNonNull(((Map<String, Object>) Objects.requireNonNull(root)).get("tables"));
  }

  @Test
  void everyTableIsListed() {
    assertThat(cli.run("tables")).isZero();
    for (TableSpec table : TableCatalog.all()) {
      assertThat(cli.out()).contains("\n" + TablesCommand.name(table) + " ");
    }
    assertThat(cli.out()).contains("activity_TYPE").contains("segment_id,cio_id");
  }

  @Test
  void aTableIsDescribedByItsColumns() {
    assertThat(cli.run("tables", "newsletter_contents")).isZero();
    assertThat(cli.out().lines())
        .contains(
            "newsletter_contents: One row a content of a newsletter.",
            "From GET /v1/newsletters/{newsletter_id}/contents; group newsletters",
            "Primary key: newsletter_id, id",
            "For each of newsletters, again when the parent was changed since the last run",
            "language        text     Its language; empty for the default.");
  }

  @Test
  void anyTypeOfActivitiesHasATable() {
    assertThat(cli.run("tables", "activity_event")).isZero();
    assertThat(cli.out()).startsWith("activity_TYPE: ");
  }

  @Test
  void anUnknownTableIsNamedWithOneThatIsSpeltLikeIt() {
    assertThat(cli.run("tables", "newsleters")).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot describe \"newsleters\"").contains("mean newsletters?");
  }

  @Test
  void allOfItIsThereForPrograms() throws IOException {
    assertThat(cli.run("tables", "--json")).isZero();
    List<Map<String, Object>> tables = json();
    assertThat(tables).hasSameSizeAs(TableCatalog.all());
    assertThat(tables.get(2))
        .containsEntry("name", "segment_customers")
        .containsEntry("parent", "segments")
        .containsEntry("operation", "GET /v1/segments/{segment_id}/membership")
        .containsEntry("refresh", "every_run")
        .containsEntry("primary_key", List.of("segment_id", "cio_id"));
    assertThat(tables.get(0)).containsEntry("parent", null).containsEntry("group", "core");
    assertThat(cli.run("tables", "segments", "--json")).isZero();
    assertThat(json()).hasSize(1);
  }

  @Test
  void columnsHaveTheNamesThatTheFilesHave() throws IOException {
    assertThat(cli.run("tables", "--json")).isZero();
    List<Map<String, Object>> tables = json();
    for (int i = 0; i < tables.size(); i++) {
      TableSpec table = TableCatalog.all().get(i);
      assertThat(String.valueOf(tables.get(i).get("columns"))).as(table.name()).isNotEqualTo("[]");
      for (ColumnSpec column : table.columns()) {
        String name = ColumnNamer.plainName(String.join("_", column.path().keys()));
        assertThat(String.valueOf(tables.get(i).get("columns"))).contains("{name=" + name + ",");
      }
    }
  }
}
