package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.commit.ColumnNamer;
import io.github.customerio4j.extract.state.ExtractionState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of each activity type: its table of previous runs, else a new name in the order of the
 * calls.
 */
public final class ActivityTables {
  private ColumnNamer namer = new ColumnNamer();
  private final Map<String, String> tables = new LinkedHashMap<>();
  private final Map<String, String> sharedTables = new LinkedHashMap<>();
  private final Set<String> former;

  public ActivityTables(ExtractionState state) {
    former = state.activityTables().keySet();
    reserveCatalog();
    state.activityTables().forEach(this::keep);
  }

  private void reserveCatalog() {
    for (TableSpec table : TableCatalog.all()) {
      namer.reserve(table.name());
    }
  }

  /**
   * Takes the names that the runs of all workspaces have given, where they share their tables: a
   * type has the same table in all of them.
   */
  public void agreeWith(Map<String, String> shared) {
    if (shared.isEmpty()) {
      return;
    }
    Map<String, String> own = new LinkedHashMap<>(tables);
    tables.clear();
    namer = new ColumnNamer();
    reserveCatalog();
    shared.values().forEach(namer::reserve);
    own.forEach(
        (type, table) -> {
          String name = shared.get(type);
          if (name != null) {
            tables.put(type, name);
          } else if (former.contains(type) && namer.reserve(table)) {
            tables.put(type, table);
          } else {
            tableOf(type);
          }
        });
    sharedTables.putAll(shared);
  }

  /** The types that previous runs found, in a stable order. */
  List<String> knownTypes() {
    return List.copyOf(tables.keySet());
  }

  /** The tables of these types; of no types, those that previous runs found. */
  public Set<String> tablesOf(Collection<String> types) {
    Set<String> names = new LinkedHashSet<>();
    (types.isEmpty() ? knownTypes() : types).forEach(type -> names.add(tableOf(type)));
    return names;
  }

  String tableOf(String type) {
    return tables.computeIfAbsent(
        type,
        any -> {
          String shared = sharedTables.get(type);
          return shared != null
              ? shared
              : namer.uniqueTableName(
                  TableCatalog.activitiesOfType().name()
                      + (type.isEmpty() ? "without_type" : type));
        });
  }

  /** The table of the type as far as it is known; the call gives no name. */
  String rulesNameOf(String type) {
    String known = tables.get(type);
    return known == null
        ? new ColumnNamer().uniqueTableName(TableCatalog.activitiesOfType().name() + type)
        : known;
  }

  /** Releases the name of a type that got no table. */
  void forgetIfNew(String type) {
    if (!former.contains(type)) {
      tables.remove(type);
    }
  }

  public Map<String, String> asMap() {
    return tables;
  }

  private void keep(String type, String table) {
    namer.reserve(table);
    tables.put(type, table);
  }
}
