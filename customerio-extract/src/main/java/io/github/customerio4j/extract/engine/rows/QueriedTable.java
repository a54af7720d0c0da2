package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.source.ActivityTables;
import io.github.customerio4j.extract.rows.RowQuery;
import io.github.customerio4j.extract.state.ExtractionState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table that a query can name.
 *
 * @param name its name at a destination
 * @param spec its declaration
 * @param kind how it is read
 * @param root the list at the top of its tree; itself if it is none of a tree
 * @param type the type of its activities, if it has those of one
 */
record QueriedTable(String name, TableSpec spec, Kind kind, TableSpec root, Optional<String> type) {

  /** How a table is read. */
  enum Kind {
    MESSAGES,
    BODIES,
    CUSTOMERS,
    ACTIVITIES,
    TREE
  }

  static QueriedTable of(String name) {
    TableSpec ofType = TableCatalog.activitiesOfType();
    for (TableSpec spec : TableCatalog.all()) {
      if (spec.name().equals(name) && !name.equals(ofType.name())) {
        return new QueriedTable(name, spec, kind(name), root(spec), Optional.empty());
      }
    }
    if (name.startsWith(ofType.name()) && name.length() > ofType.name().length()) {
      String type = name.substring(ofType.name().length());
      String table =
          new ActivityTables(ExtractionState.empty()).tablesOf(List.of(type)).iterator().next();
      return new QueriedTable(table, ofType, Kind.ACTIVITIES, ofType, Optional.of(type));
    }
    throw new IllegalArgumentException(
        "Cannot read table \"%s\": there is no such table. There are %s."
            .formatted(
                name,
                TableCatalog.all().stream()
                    .map(spec -> spec == ofType ? spec.name() + "TYPE" : spec.name())
                    .collect(Collectors.joining(", "))));
  }

  private static Kind kind(String name) {
    if (name.equals(TableCatalog.messages().name())) {
      return Kind.MESSAGES;
    }
    if (name.equals(TableCatalog.messageBodies().name())) {
      return Kind.BODIES;
    }
    if (name.equals(TableCatalog.customers().name())) {
      return Kind.CUSTOMERS;
    }
    return name.equals(TableCatalog.activitiesAll().name()) ? Kind.ACTIVITIES : Kind.TREE;
  }

  private static TableSpec root(TableSpec spec) {
    return TableCatalog.roots().stream()
        .filter(root -> holds(root, spec.name()))
        .findFirst()
        .orElse(spec);
  }

  private static boolean holds(TableSpec above, String name) {
    return above.name().equals(name)
        || TableCatalog.childrenOf(above).stream().anyMatch(child -> holds(child, name));
  }

  /** Whether its rows are read by the time of their creation. */
  boolean isReadByTime() {
    return RowQuery.timeOf(name) == RowQuery.TimeRange.BY_CREATION;
  }

  /** Whether its records are those of parents that a request can name. */
  boolean hasParents() {
    return kind == Kind.TREE && root != spec && root.fixedParents().isEmpty();
  }

  /** Whether it is read by many chains, which several readings can share. */
  boolean isShared() {
    return kind == Kind.TREE && root != spec;
  }

  /** Whether a query may name types. */
  boolean hasTypes() {
    return kind == Kind.MESSAGES || (kind == Kind.ACTIVITIES && type.isEmpty());
  }
}
