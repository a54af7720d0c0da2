package io.github.customerio4j.extract.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.write.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

  static List<TableSpec> all() {
    return Catalogue.all();
  }

  @Test
  void holdsTheTablesOfTheContract() {
    assertThat(Catalogue.all())
        .extracting(TableSpec::name)
        .containsExactly(
            "campaigns",
            "segments",
            "segment_customers",
            "messages",
            "customers",
            "activity_",
            "activities_all");
  }

  @ParameterizedTest
  @CsvSource({
    "campaigns, id",
    "segments, id",
    "segment_customers, segment_id cio_id",
    "messages, id",
    "customers, cio_id",
    "activity_, id",
    "activities_all, id"
  })
  void keysAreThoseOfTheContract(String table, String key) {
    TableSpec spec =
        Catalogue.all().stream().filter(one -> one.name().equals(table)).findFirst().orElseThrow();

    assertThat(String.join(" ", spec.primaryKey())).isEqualTo(key);
  }

  @Test
  void columnsOfTheContractStandInOrder() {
    assertThat(keys(Catalogue.segmentCustomers()))
        .containsExactly("segment_id", "cio_id", "id", "email");
    assertThat(keys(Catalogue.customers())).containsExactly("id", "email", "cio_id");
    assertThat(keys(Catalogue.activitiesAll()))
        .containsExactly(
            "id", "customer_id", "type", "timestamp", "data", "delivery_id", "delivery_type");
    assertThat(Catalogue.activitiesAll().verbatim()).containsExactly(ColumnPath.of("data"));
  }

  @Test
  void pagesAreAsLargeAsTheApiAllows() {
    assertThat(Catalogue.messages().pageSize()).contains(1000);
    assertThat(Catalogue.activitiesOfType().pageSize()).contains(100);
    assertThat(Catalogue.segmentCustomers().pageSize()).contains(1000);
    assertThat(Catalogue.campaigns().pageSize()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyTableDescribesItselfAndDocumentsItsKey(TableSpec table) {
    assertThat(table.description()).endsWith(".");
    assertThat(table.operation()).matches("(GET|POST) /v1/.+");
    assertThat(keys(table)).doesNotHaveDuplicates().containsAll(table.primaryKey());
    assertThat(keys(table)).contains(table.identity().dotted());
    assertThat(table.columns()).allSatisfy(one -> assertThat(one.description()).endsWith("."));
  }

  @Test
  void idsThatWobbleAreText() {
    for (TableSpec table : Catalogue.all()) {
      assertThat(table.columns())
          .filteredOn(column -> column.path().dotted().matches("(.*[._])?(cio_id|customer_id)"))
          .allSatisfy(column -> assertThat(column.type()).isEqualTo(ColumnType.TEXT));
    }
  }

  @ParameterizedTest
  @CsvSource({"a/b, /a~1b, a/b", "a~b, /a~0b, a~b", "~1, /~01, ~1", "'', /, ''"})
  void pointerIsAnExactNameOfAPath(String key, String pointer, String dotted) {
    ColumnPath path = ColumnPath.of(key);

    assertThat(path.pointer()).isEqualTo(pointer);
    assertThat(path.dotted()).isEqualTo(dotted);
    assertThat(ColumnPath.parse(pointer)).isEqualTo(path);
  }

  @Test
  void pathsOfSeveralKeysComeBackFromTheirPointers() {
    ColumnPath path = ColumnPath.of("data", "", "x/y", "~0");

    assertThat(path.pointer()).isEqualTo("/data//x~1y/~00");
    assertThat(ColumnPath.parse(path.pointer())).isEqualTo(path);
    assertThat(path.dotted()).isEqualTo("data..x/y.~0");
  }

  private static List<String> keys(TableSpec table) {
    return table.columns().stream().map(column -> column.path().dotted()).toList();
  }
}
