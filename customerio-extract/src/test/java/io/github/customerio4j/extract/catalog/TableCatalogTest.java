package io.github.customerio4j.extract.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalog against the contract of tables. */
class TableCatalogTest {

  static List<TableSpec> all() {
    return TableCatalog.all();
  }

  /** Tables that the contract does not have. */
  private static final Set<String> ADDITIONAL =
      Set.of("campaign_action_variant_metrics", "broadcast_action_variant_metrics");

  /** The contract of 2026-11: one table per line, with its name, group, key and operation. */
  private static List<String[]> contract() throws IOException {
    try (InputStream in = TableCatalogTest.class.getResourceAsStream("contract.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }

  @Test
  void catalogHasTablesAndKeysOfContract() throws IOException {
    Map<String, String> keys = new TreeMap<>();
    for (TableSpec table : TableCatalog.all()) {
      String name = table.name().equals("activity_") ? "activity_TYPE" : table.name();
      if (!ADDITIONAL.contains(name)) {
        keys.put(name, table.group() + " " + String.join(",", table.primaryKey()));
      }
    }
    assertThat(TableCatalog.all()).extracting(TableSpec::name).containsAll(ADDITIONAL);
    Map<String, String> expected = new TreeMap<>();
    for (String[] line : contract()) {
      expected.put(line[0], line[1] + " " + line[2]);
    }
    assertThat(keys).isEqualTo(expected);
  }

  @Test
  void everyTableHasAConstant() throws IllegalAccessException {
    Map<String, String> constants = new TreeMap<>();
    for (Field field : TableName.class.getFields()) {
      constants.put(field.getName(), String.valueOf(field.get(null)));
    }
    Map<String, String> names = new TreeMap<>();
    for (TableSpec table : TableCatalog.all()) {
      if (!table.name().equals("activity_")) {
        names.put(table.name().toUpperCase(Locale.ROOT), table.name());
      }
    }
    assertThat(constants).isEqualTo(names);
  }

  @ParameterizedTest
  @MethodSource("all")
  void operationsMatchContract(TableSpec table) throws IOException {
    String name = table.name().equals("activity_") ? "activity_TYPE" : table.name();
    String like = name.replace("_variant", "");
    String operation =
        contract().stream().filter(line -> line[0].equals(like)).findFirst().orElseThrow()[3];
    assertThat(table.operation().replaceAll("\\{[a-z_]+}", "{}"))
        .isEqualTo(operation.replaceAll("\\{[a-z_]+}", "{}"));
    if (table.selection() == TableSpec.Selection.BY_NAME) {
      String method = table.searchBody().isPresent() ? "POST" : "GET";
      assertThat(method + " /v1/" + String.join("/", table.path())).isEqualTo(table.operation());
    }
  }

  /** A path contains each key of the parent, and each is a column. */
  @ParameterizedTest
  @MethodSource("all")
  void pathsAndRowsHoldKeysOfParents(TableSpec table) {
    List<String> columns = table.parentKeys().stream().map(ParentKey::column).toList();
    String sent = String.join("/", table.path()) + table.searchBody().orElse("");
    assertThat(
            Pattern.compile("\\{([a-z_]+)}")
                .matcher(sent)
                .results()
                .map(found -> found.group(1))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(columns);
    assertThat(keys(table)).containsAll(columns);
    boolean hasOptions = table.selection() == TableSpec.Selection.BY_OPTIONS;
    assertThat(hasOptions || table.parent().isPresent() || !table.fixedParents().isEmpty())
        .isEqualTo(hasOptions || !columns.isEmpty());
  }

  @Test
  void columnsAreInOrderOfContract() {
    assertThat(keys(TableCatalog.segmentCustomers()))
        .containsExactly("segment_id", "cio_id", "id", "email");
    assertThat(keys(TableCatalog.customers())).containsExactly("id", "email", "cio_id");
    assertThat(keys(TableCatalog.activitiesAll()))
        .containsExactly(
            "id",
            "customer_id",
            "type",
            "timestamp",
            "data",
            "delivery_id",
            "delivery_type",
            "customer_identifiers.cio_id",
            "customer_identifiers.email",
            "customer_identifiers.id");
    assertThat(TableCatalog.activitiesAll().verbatim()).containsExactly(ColumnPath.of("data"));
  }

  @Test
  void pageSizesAreMaximaOfApi() {
    assertThat(TableCatalog.messages().pageSize()).contains(1000);
    assertThat(TableCatalog.activitiesOfType().pageSize()).contains(100);
    assertThat(TableCatalog.segmentCustomers().pageSize()).contains(30_000);
    assertThat(TableCatalog.campaigns().pageSize()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void tablesHaveDescriptionsAndDocumentTheirKeys(TableSpec table) {
    assertThat(table.description()).endsWith(".");
    assertThat(table.operation()).matches("(GET|POST) /v1/.+");
    List<String> names = keys(table).stream().map(key -> key.replace('.', '_')).toList();
    assertThat(names).doesNotHaveDuplicates().containsAll(table.primaryKey());
    table.identity().ifPresent(field -> assertThat(keys(table)).contains(field.dotted()));
    assertThat(table.columns()).allSatisfy(one -> assertThat(one.description()).endsWith("."));
  }

  @Test
  void idsOfVaryingTypeAreText() {
    for (TableSpec table : TableCatalog.all()) {
      assertThat(table.columns())
          .filteredOn(column -> column.path().dotted().matches("(.*[._])?(cio_id|customer_id)"))
          .allSatisfy(column -> assertThat(column.type()).isEqualTo(DataType.TEXT));
    }
  }

  @ParameterizedTest
  @CsvSource({"a/b, /a~1b, a/b", "a~b, /a~0b, a~b", "~1, /~01, ~1", "'', /, ''"})
  void pointerIdentifiesPathExactly(String key, String pointer, String dotted) {
    ColumnPath path = ColumnPath.of(key);

    assertThat(path.pointer()).isEqualTo(pointer);
    assertThat(path.dotted()).isEqualTo(dotted);
    assertThat(ColumnPath.parse(pointer)).isEqualTo(path);
  }

  @Test
  void pathsOfSeveralKeysAreParsedFromTheirPointers() {
    ColumnPath path = ColumnPath.of("data", "", "x/y", "~0");

    assertThat(path.pointer()).isEqualTo("/data//x~1y/~00");
    assertThat(ColumnPath.parse(path.pointer())).isEqualTo(path);
    assertThat(path.dotted()).isEqualTo("data..x/y.~0");
  }

  private static List<String> keys(TableSpec table) {
    return table.columns().stream().map(column -> column.path().dotted()).toList();
  }
}
