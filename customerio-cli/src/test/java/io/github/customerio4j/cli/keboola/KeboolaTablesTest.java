package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.SandboxTruth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row and value of every table, compared with the records of the sandbox. */
class KeboolaTablesTest {
  private static final String EXISTING =
      """
      {
        "storage": {"input": {"tables": []}},
        "parameters": {
          "#api_secret": "sandbox-app-api-key",
          "api_region": "us",
          "incremental_output": 1,
          "campaigns": true,
          "segments": true,
          "messages": [{"types": [], "incremental_output": true}],
          "customers": [{"filters": "", "attributes": ""}],
          "activities": [{"types": [], "mode": "%s", "delete": true}],
          "segment_customers": true,
          "debug": false
        },
        "image_parameters": {"whatever": 1},
        "authorization": {},
        "action": "run"
      }
      """;

  private final Sandbox sandbox = Sandbox.builder().exportPolls(1).start();
  private final SandboxTruth truth = sandbox.truth();

  @TempDir Path folder;
  private Component component;

  @BeforeEach
  void prepare() {
    component = new Component(folder).on(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void everyTableHoldsEveryRecordWithEveryValue() {
    component.config(EXISTING.formatted("PARSED_DATA")).succeed();

    assertSame("campaigns", truth.campaigns(), "/id");
    assertSame("segments", truth.segments(), "/id");
    assertSame("messages", truth.messages(), "/id");
    assertCustomers();
    assertMembers();
    Map<String, List<String>> byTable = new TreeMap<>();
    for (String activity : activities()) {
      String type = FlatRecord.of(activity).getOrDefault("/type", "");
      byTable
          .computeIfAbsent(
              "activity_" + type.replaceAll("[^A-Za-z0-9_-]", "_"), name -> new ArrayList<>())
          .add(activity);
    }
    assertThat(byTable).containsKey("activity_secondary_dropped_email");
    byTable.forEach((table, records) -> assertSame(table, records, "/id"));

    List<String> expected = new ArrayList<>(byTable.keySet());
    expected.addAll(List.of("campaigns", "customers", "messages", "segment_customers", "segments"));
    assertThat(component.tables()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(component.tables()).allSatisfy(this::assertPlainColumns);
    assertThat(component.files("out")).containsExactlyInAnyOrder("state.json", "tables");
  }

  @Test
  void singleTableHoldsActivitiesOfAllTypesWithTheirDataAsJson() {
    component.config(EXISTING.formatted("SINGLE_TABLE")).succeed();

    CsvTable table = component.table("activities_all");
    assertThat(table.header())
        .startsWith(
            "id", "customer_id", "type", "timestamp", "data", "delivery_id", "delivery_type");
    Map<String, Map<String, String>> expected = new HashMap<>();
    for (String activity : activities()) {
      Map<String, String> record = FlatRecord.of(activity, Set.of("/data"));
      expected.put(String.valueOf(record.get("/id")), record);
    }
    Map<String, Map<String, String>> found = table.byPointer("/id");
    found.values().forEach(row -> row.computeIfPresent("/data", (key, json) -> canonical(json)));
    assertThat(found).isEqualTo(expected);
    assertThat(component.tables()).noneMatch(name -> name.startsWith("activity_"));
  }

  @Test
  void draftsAreExtractedOnRequest() {
    component.parameters("\"messages\":[{\"drafts\":true}]").succeed();

    List<String> all = new ArrayList<>(truth.messages());
    all.addAll(truth.drafts());
    assertThat(truth.drafts()).isNotEmpty();
    assertSame("messages", all, "/id");
  }

  @Test
  void secondRunWritesTheSameBytes() {
    component.config(EXISTING.formatted("PARSED_DATA").replace("true}]", "false}]"));
    component.succeed();
    Map<String, String> first = contents();
    component.nextJob().succeed();
    assertThat(contents()).isEqualTo(first);
  }

  private Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    for (String file : component.files("out/tables")) {
      contents.put(file, component.read("out/tables/" + file));
    }
    return contents;
  }

  private List<String> activities() {
    List<String> all = new ArrayList<>(truth.activities());
    all.addAll(truth.deletedActivities());
    return all;
  }

  private void assertSame(String name, List<String> records, String key) {
    Map<String, Map<String, String>> expected = new HashMap<>();
    for (String json : records) {
      Map<String, String> record = FlatRecord.of(json);
      expected.put(String.valueOf(record.get(key)), record);
    }
    Map<String, Map<String, String>> found = component.table(name).byPointer(key);
    assertThat(found.keySet()).as("keys of " + name).isEqualTo(expected.keySet());
    expected.forEach(
        (id, record) ->
            assertThat(withCanonicalArrays(found.getOrDefault(id, Map.of()), record))
                .as(name + " " + id)
                .isEqualTo(record));
  }

  /** Makes the cells canonical that hold a JSON array, as in the record; all others stay. */
  private static Map<String, String> withCanonicalArrays(
      Map<String, String> row, Map<String, String> record) {
    Map<String, String> canonical = new HashMap<>(row);
    canonical.replaceAll(
        (pointer, cell) ->
            String.valueOf(record.get(pointer)).startsWith("[") && cell.startsWith("[")
                ? canonical(cell)
                : cell);
    return canonical;
  }

  private static String canonical(String json) {
    return FlatRecord.canonical(json);
  }

  private void assertCustomers() {
    Map<String, Map<String, String>> expected = new HashMap<>();
    for (Map<String, String> person : truth.customers()) {
      Map<String, String> record = new HashMap<>();
      person.forEach((name, value) -> record.put(FlatRecord.pointer(name), value));
      expected.put(String.valueOf(person.get("cio_id")), record);
    }
    assertThat(component.table("customers").byPointer("/cio_id")).isEqualTo(expected);
  }

  private void assertMembers() {
    Map<String, Map<String, String>> expected = new HashMap<>();
    for (String segment : truth.segments()) {
      String id = String.valueOf(FlatRecord.of(segment).get("/id"));
      for (String member : truth.membership(Long.parseLong(id))) {
        Map<String, String> record = FlatRecord.of(member);
        expected.put(id + "|" + record.get("/cio_id"), record);
      }
    }
    CsvTable table = component.table("segment_customers");
    assertThat(table.header()).startsWith("segment_id", "cio_id", "id", "email");
    Map<String, Map<String, String>> found = new HashMap<>();
    for (Map<String, String> row : table.rows()) {
      Map<String, String> record = new HashMap<>();
      row.forEach((column, cell) -> record.put("/" + column, cell));
      String id = String.valueOf(record.remove("/segment_id"));
      assertThat(found.put(id + "|" + record.get("/cio_id"), record)).as("duplicate").isNull();
    }
    assertThat(found).isEqualTo(expected);
  }

  private void assertPlainColumns(String name) {
    List<String> header = component.table(name).header();
    assertThat(header)
        .allMatch(column -> column.matches("[A-Za-z0-9]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?"));
    assertThat(header.stream().map(column -> column.toLowerCase(Locale.ROOT)).distinct())
        .as("case aside, each name once in " + name)
        .hasSameSizeAs(header);
  }
}
