package io.github.customerio4j.cli.docs;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** What the documentation shows and a test makes anew, by the names in its pages. */
final class Facts {
  private static final Map<String, Callable<String>> ALL = all();

  private Facts() {}

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
    facts.put("catalogue", CataloguePage::text);
    facts.put("coverage", CoveragePage::text);
    facts.put("column-names", CataloguePage::columnNames);
    facts.put("client", Outputs::client);
    facts.put("extraction", Outputs::extraction);
    facts.put("segments-csv", Outputs::segmentsCsv);
    facts.put("segments-jsonl", FilesExample::lines);
    facts.put("segments-appended", FilesExample::appended);
    facts.put("two-runs", Outputs::twoRuns);
    facts.put("duckdb-answer", Outputs::answer);
    facts.put("manifest", Outputs::classicManifest);
    facts.put("manifest-native", Outputs::nativeManifest);
    facts.put("component", Outputs::component);
    facts.put("component-legacy", Outputs::componentWithLegacyState);
    facts.put("record-json", RecordExample::json);
    facts.put("record-columns", RecordExample::columns);
    facts.put("state", RecordExample::state);
    CommandLines.addTo(facts);
    ErrorMessages.addTo(facts);
    ComponentMessages.addTo(facts);
    return facts;
  }
}
