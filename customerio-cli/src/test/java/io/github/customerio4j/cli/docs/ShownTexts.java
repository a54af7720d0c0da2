package io.github.customerio4j.cli.docs;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** The texts that the documentation shows, created again by a test, by their names in the pages. */
final class ShownTexts {
  private static final Map<String, Callable<String>> ALL = all();

  private ShownTexts() {}

  static String get(String name) throws Exception {
    Callable<String> text = ALL.get(name);
    if (text == null) {
      throw new IllegalArgumentException("There is no text " + name + " among " + ALL.keySet());
    }
    // Ports differ from run to run.
    return text.call().replaceAll("(127\\.0\\.0\\.1|localhost):\\d+", "$1:8080").strip();
  }

  private static Map<String, Callable<String>> all() {
    Map<String, Callable<String>> texts = new TreeMap<>();
    texts.put("catalog", CatalogPage::text);
    texts.put("coverage", CoveragePage::text);
    texts.put("column-names", CatalogPage::columnNames);
    texts.put("client", ProgramOutputs::client);
    texts.put("metric-points", ProgramOutputs::metricPoints);
    texts.put("extraction", ProgramOutputs::extraction);
    texts.put("segments-csv", ProgramOutputs::segmentsCsv);
    texts.put("segments-jsonl", FilesExample::lines);
    texts.put("segments-appended", FilesExample::appended);
    texts.put("two-runs", ProgramOutputs::twoRuns);
    texts.put("duckdb-answer", ProgramOutputs::answer);
    texts.put("manifest", ProgramOutputs::classicManifest);
    texts.put("manifest-native", ProgramOutputs::nativeManifest);
    texts.put("component", ProgramOutputs::component);
    texts.put("component-legacy", ProgramOutputs::componentWithLegacyState);
    texts.put("record-json", RecordExample::json);
    texts.put("record-columns", RecordExample::columns);
    texts.put("state", RecordExample::state);
    CommandOutputs.addTo(texts);
    ErrorMessages.addTo(texts);
    ComponentMessages.addTo(texts);
    return texts;
  }
}
