package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.catalog.ParentKey;
import io.github.customerio4j.extract.catalog.ResponseShape;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every table without options, compared with the records of the sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllTablesTest {
  private final Sandbox sandbox = Sandbox.builder().exportPolls(0).start();
  private Component component = new Component(Path.of("."));

  @BeforeAll
  void extract(@TempDir Path folder) {
    String names =
        TableCatalog.plain().stream()
            .map(table -> "\"" + table.name() + "\"")
            .collect(Collectors.joining(","));
    component = new Component(folder).on(sandbox).parameters("\"tables\": [" + names + "]");
    component.succeed();
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  static List<TableSpec> plain() {
    return TableCatalog.plain();
  }

  /** The lists whose records the sandbox keeps by path; other tests compare the rest. */
  static Stream<TableSpec> listsByPath() {
    Set<String> elsewhere =
        Set.of(
            "campaigns",
            "campaign_actions",
            "segments",
            "segment_customer_counts",
            "exports",
            "objects");
    return TableCatalog.plain().stream()
        .filter(
            table ->
                table.shape() == ResponseShape.LIST
                    || table.shape() == ResponseShape.NUMBERED_TEXTS)
        .filter(table -> !elsewhere.contains(table.name()))
        .filter(table -> !table.name().equals("customer_segments"));
  }

  @ParameterizedTest
  @MethodSource("plain")
  void keysAreUniqueAndNeverEmpty(TableSpec spec) {
    CsvTable table = component.table(spec.name());
    List<List<String>> keys = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      List<String> key = new ArrayList<>();
      for (String column : spec.primaryKey()) {
        key.add(String.valueOf(table.column(column).get(row)));
      }
      keys.add(key);
    }
    assertThat(keys).doesNotHaveDuplicates().allMatch(key -> !key.contains("null"));
    if (!spec.name().equals("exports")) {
      assertThat(keys).as("there is something to read").isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("listsByPath")
  void rowsEqualRecordsWithParentKeys(TableSpec spec) {
    List<Map<String, String>> expected = new ArrayList<>();
    String pattern = String.join("/", spec.path()).replaceAll("\\{[a-z_]+}", "([^/]+)");
    sandbox
        .truth()
        .lists()
        .forEach(
            (path, records) -> {
              Matcher place = Pattern.compile(pattern).matcher(path);
              if (place.matches()) {
                int number = 0;
                for (String record : records) {
                  Map<String, String> row = new LinkedHashMap<>(FlatRecord.of(record));
                  number++;
                  if (spec.shape() == ResponseShape.NUMBERED_TEXTS) {
                    row.put("/error_number", String.valueOf(number));
                  }
                  int group = 1;
                  for (ParentKey key : spec.parentKeys()) {
                    row.put("/" + key.column(), place.group(group++));
                  }
                  expected.add(row);
                }
              }
            });
    List<Map<String, String>> rows = component.table(spec.name()).records();
    // The expected rows have arrays in canonical form.
    rows.forEach(
        row ->
            row.replaceAll(
                (key, cell) -> cell.startsWith("[") ? FlatRecord.canonical(cell) : cell));
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
  }

  static Stream<TableSpec> series() {
    return TableCatalog.plain().stream().filter(table -> table.shape().isSeries());
  }

  /** Every metric of the sandbox is there once, with its keys and its day. */
  @ParameterizedTest
  @MethodSource("series")
  void metricsEqualThoseOfTheSandbox(TableSpec spec) {
    String pattern = String.join("/", spec.path()).replaceAll("\\{[a-z_]+}", "([^/]+)");
    ZoneId zone =
        ZoneId.of(spec.shape() == ResponseShape.JOURNEY_SERIES ? "UTC" : "America/New_York");
    LocalDate today = LocalDate.ofInstant(sandbox.clock().instant(), zone);
    List<Map<String, String>> expected = new ArrayList<>();
    sandbox
        .truth()
        .bodies()
        .forEach(
            (path, body) -> {
              Matcher place = Pattern.compile(pattern).matcher(path);
              if (place.matches()) {
                ExpectedMetric.of(spec, body)
                    .forEach(
                        metric -> {
                          Map<String, String> row = new LinkedHashMap<>(metric.fields());
                          int group = 1;
                          for (ParentKey key : spec.parentKeys()) {
                            row.put("/" + key.column(), place.group(group++));
                          }
                          row.put("/period", "days");
                          row.put(
                              "/period_start",
                              String.valueOf(
                                  today
                                      .minusDays(metric.daysAgo())
                                      .atStartOfDay(zone)
                                      .toEpochSecond()));
                          expected.add(row);
                        });
              }
            });
    assertThat(expected).isNotEmpty();
    assertThat(component.table(spec.name()).records())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void objectsHaveTheirAttributes() {
    var objects = component.table("object_attributes");
    assertThat(objects.column("attributes_name"))
        .containsExactlyInAnyOrder("acme", "b c \"d\"")
        .isEqualTo(objects.column("object_id"))
        .isEqualTo(component.table("objects").column("object_id"));
    assertThat(component.table("objects").column("object_type_id")).containsOnly("1");
  }

  @Test
  void bodyThatIsNotAListBecomesOneRow() {
    assertThat(component.table("collection_contents").column("content"))
        .hasSize(3)
        .contains("[{\"sku\":\"a\",\"price\":1.50},{\"sku\":\"b\"}]");
    assertThat(component.table("ip_addresses").column("ip_address"))
        .containsExactly("192.0.2.1", "192.0.2.7");
    assertThat(component.table("sender_identity_used_by").column("campaigns"))
        .containsExactlyInAnyOrder("[1]", "[2]", "[3]", "[4]", "[5]");
    assertThat(component.table("customer_subscription_preferences").size())
        .isEqualTo(sandbox.truth().customers().size());
    assertThat(component.table("segment_customer_counts").size())
        .isEqualTo(sandbox.truth().segments().size());
  }
}
