package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.cli.keboola.FlatRecord;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.SandboxTruth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The present records of a sandbox as rows, by table. */
final class ExpectedRows {
  private ExpectedRows() {}

  static Map<String, List<Map<String, String>>> of(Sandbox sandbox) {
    SandboxTruth truth = sandbox.truth();
    Map<String, List<Map<String, String>>> tables = new TreeMap<>();
    tables.put("campaigns", records(truth.campaigns()));
    tables.put("segments", records(truth.segments()));
    tables.put("messages", records(truth.messages()));
    tables.put("newsletters", records(truth.lists().getOrDefault("newsletters", List.of())));
    List<Map<String, String>> people = new ArrayList<>();
    for (Map<String, String> person : truth.customers()) {
      Map<String, String> record = new HashMap<>();
      person.forEach((name, value) -> record.put(FlatRecord.pointer(name), value));
      people.add(CellValues.normal(record));
    }
    tables.put("customers", people);
    for (String activity : truth.activities()) {
      Map<String, String> record = CellValues.ofRecord(activity);
      String type = record.getOrDefault("/type", "");
      tables
          .computeIfAbsent(
              "activity_" + type.replaceAll("[^A-Za-z0-9_-]", "_"), any -> new ArrayList<>())
          .add(record);
    }
    return tables;
  }

  private static List<Map<String, String>> records(List<String> texts) {
    return texts.stream().map(CellValues::ofRecord).toList();
  }
}
