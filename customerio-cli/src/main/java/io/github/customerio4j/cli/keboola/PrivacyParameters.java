package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.HashKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code columns}, {@code hash} and {@code #hash_key}. */
final class PrivacyParameters {
  private static final String COLUMNS = "columns";
  private static final String HASH = "hash";
  private static final String HASH_KEY = "#hash_key";

  static final List<String> NAMES = List.of(COLUMNS, HASH, HASH_KEY);

  private static final String HOW_COLUMNS =
      "Write arrays of columns by table, such as {\"customers\": [\"cio_id\", \"email\"]}.";
  private static final String HOW_HASH =
      "Write an array of columns with their tables, such as [\"*.email\"].";
  private static final String HOW_KEY = "Write a text of 16 characters or more.";

  private PrivacyParameters() {}

  /** Adds them to the configuration. */
  static void addTo(ExtractionConfig.Builder config, ConfigNode parameters) {
    ConfigNode columns = parameters.get(COLUMNS);
    if (!columns.isAbsent()) {
      for (Map.Entry<String, ConfigNode> table : columns.fields().entrySet()) {
        config.putOnlyColumns(table.getKey(), texts(table.getValue(), HOW_COLUMNS));
      }
    }
    Set<String> hashed = texts(parameters.get(HASH), HOW_HASH);
    if (hashed.isEmpty()) {
      return;
    }
    ConfigNode key = parameters.get(HASH_KEY);
    try {
      config.addAllHashedColumns(hashed).hashKey(HashKey.of(key.textOrEmpty(HOW_KEY).strip()));
    } catch (IllegalArgumentException e) {
      throw key.wrong("it has fewer than 16 bytes", HOW_KEY);
    }
  }

  private static Set<String> texts(ConfigNode node, String how) {
    Set<String> texts = new LinkedHashSet<>();
    for (ConfigNode one : node.elements(how)) {
      texts.add(one.text(how).orElse(""));
    }
    return texts;
  }
}
