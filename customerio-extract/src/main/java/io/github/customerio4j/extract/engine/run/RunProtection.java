package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.extract.catalog.NamePattern;
import io.github.customerio4j.extract.config.ColumnPattern;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.row.FieldRules;
import io.github.customerio4j.extract.engine.row.KeyDictionary;
import io.github.customerio4j.extract.engine.row.Protection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a configuration leaves out and hashes. */
public final class RunProtection {
  private RunProtection() {}

  /** The same for the rows of a run; empty if all values stay as they are. */
  static Optional<Protection> of(ExtractionConfig config) {
    if (config.onlyColumns().isEmpty()
        && config.excludedColumns().isEmpty()
        && config.hashedColumns().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Protection(
            table -> rules(config, table),
            config
                .hashKey()
                .filter(any -> !config.hashedColumns().isEmpty())
                .map(key -> key::newMac)));
  }

  private static FieldRules rules(ExtractionConfig config, String table) {
    List<FieldRules.Choice> hashed = new ArrayList<>();
    for (String text : config.hashedColumns()) {
      ColumnPattern pattern = ColumnPattern.of(text);
      if (pattern.table().matches(table)) {
        hashed.add(choice(pattern));
      }
    }
    List<FieldRules.Choice> only = choices(config.onlyColumns(), table);
    if (!only.isEmpty() && config.extractedAt() == ExtractionConfig.ExtractedAt.ADDED) {
      only.add(choice(ColumnPattern.of(table, KeyDictionary.EXTRACTED_AT)));
    }
    return new FieldRules(
        only.isEmpty() ? Optional.empty() : Optional.of(only),
        choices(config.excludedColumns(), table),
        hashed);
  }

  private static List<FieldRules.Choice> choices(Map<String, Set<String>> byTable, String table) {
    List<FieldRules.Choice> choices = new ArrayList<>();
    byTable.forEach(
        (tables, columns) -> {
          if (NamePattern.of(tables).matches(table)) {
            columns.forEach(column -> choices.add(choice(ColumnPattern.of(tables, column))));
          }
        });
    return choices;
  }

  private static FieldRules.Choice choice(ColumnPattern pattern) {
    return new FieldRules.Choice(pattern.text(), pattern.column(), pattern.table().isGlob());
  }

  /** The names of the columns that are left out of a table. */
  public static Set<String> excluded(ExtractionConfig config, String table) {
    return names(config.excludedColumns(), table);
  }

  /** The only columns of a table, those of ours among them; empty for all. */
  public static Optional<List<NamePattern>> only(ExtractionConfig config, String table) {
    Set<String> names = names(config.onlyColumns(), table);
    if (!names.isEmpty() && config.extractedAt() == ExtractionConfig.ExtractedAt.ADDED) {
      names.add(KeyDictionary.EXTRACTED_AT);
    }
    return patterns(names);
  }

  private static Optional<List<NamePattern>> patterns(Set<String> names) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(names.stream().map(NamePattern::of).toList());
  }

  private static Set<String> names(Map<String, Set<String>> byTable, String table) {
    Set<String> names = new LinkedHashSet<>();
    byTable.forEach(
        (tables, columns) -> {
          if (NamePattern.of(tables).matches(table)) {
            names.addAll(columns);
          }
        });
    return names;
  }
}
