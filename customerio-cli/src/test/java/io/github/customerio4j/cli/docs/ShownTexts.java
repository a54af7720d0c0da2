package io.github.customerio4j.cli.docs;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** What the documentation shows and a test makes anew, by the names in its pages. */
final class ShownTexts {
  private static final Map<String, Callable<String>> ALL = all();

  private ShownTexts() {}

  static String get(String name) throws Exception {
    Callable<String> fact = ALL.get(name);
    if (fact == null) {
      throw new IllegalArgumentException("There is no fact " + name + " among " + ALL.keySet());
    }
    // Ports are whatever was free.
    return fact.call().replaceAll("(127\\.0\\.0\\.1|localhost):\\d+", "$1:8080").strip();
  }

  private static Map<String, Callable<String>> all() {
    Map<String, Callable<String>> facts = new TreeMap<>();
    facts.put("catalogue", CatalogPage::text);
    facts.put("coverage", CoveragePage::text);
    facts.put("column-names", CatalogPage::columnNames);
    facts.put("client", ProgramOutputs::client);
    facts.put("extraction", ProgramOutputs::extraction);
    facts.put("segments-csv", ProgramOutputs::segmentsCsv);
    facts.put("segments-jsonl", FilesExample::lines);
    facts.put("segments-appended", FilesExample::appended);
    facts.put("two-runs", ProgramOutputs::twoRuns);
    facts.put("duckdb-answer", ProgramOutputs::answer);
    facts.put("manifest", ProgramOutputs::classicManifest);
    facts.put("manifest-native", ProgramOutputs::nativeManifest);
    facts.put("component", ProgramOutputs::component);
    facts.put("component-legacy", ProgramOutputs::componentWithLegacyState);
    facts.put("record-json", RecordExample::json);
    facts.put("record-columns", RecordExample::columns);
    facts.put("state", RecordExample::state);
    CommandOutputs.addTo(facts);
    ErrorMessages.addTo(facts);
    ComponentMessages.addTo(facts);
    return facts;
  }
}
