package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.NamePattern;
import io.github.customerio4j.extract.engine.row.FieldNames;
import io.github.customerio4j.extract.engine.row.KeyDictionary;
import io.github.customerio4j.extract.state.KnownColumn;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns that the configuration leaves out of a table, under any name that a destination gives
 * them. Remembers which names were of use: a field that is rare must not make its name look like a
 * misspelling in a later run.
 */
final class ExcludedColumns {
  private final List<NamePattern> names;
  private final Optional<List<NamePattern>> only;
  private final Set<String> met = new HashSet<>();
  private final Set<String> documented = new HashSet<>();
  private final Map<String, KnownColumn> fields = new LinkedHashMap<>();

  /**
   * @param names the names in the configuration
   * @param former what {@link #fields} of the previous run was
   */
  ExcludedColumns(Set<String> names, List<KnownColumn> former) {
    this(names, former, Optional.empty());
  }

  /**
   * @param only the only columns that are not left out; empty for all
   */
  ExcludedColumns(Set<String> names, List<KnownColumn> former, Optional<List<NamePattern>> only) {
    this.names = names.stream().map(NamePattern::of).toList();
    this.only = only;
    for (KnownColumn field : former) {
      covers(field);
    }
  }

  boolean isEmpty() {
    return names.isEmpty() && only.isEmpty();
  }

  /** Whether the field is left out. */
  boolean covers(ColumnPath path) {
    if (isEmpty()) {
      return false;
    }
    if (!isWanted(FieldNames.of(path))) {
      return true;
    }
    String pointer = path.pointer();
    return documented.contains(pointer)
        || fields.containsKey(pointer)
        || (isNamed(path) && put(plainName(path), pointer));
  }

  /** The same for a field of the catalog, which need not be remembered. */
  boolean coversDocumented(ColumnPath path) {
    if (isEmpty()) {
      return false;
    }
    // Asked in any case: it notes that the name has a column.
    boolean isNamed = isNamed(path);
    boolean isLeftOut = isNamed || !isWanted(FieldNames.of(path));
    if (isLeftOut) {
      documented.add(path.pointer());
    }
    return isLeftOut;
  }

  /** The same for a field under the name that it has, which may have a number at its end. */
  boolean covers(String name, ColumnPath path) {
    return isMet(name) && put(name, path.pointer());
  }

  /** The same for a column of a previous run. */
  boolean covers(KnownColumn column) {
    String pointer = column.pointer();
    if (only.isPresent() && isUnwanted(column)) {
      return pointer == null || pointer.isEmpty() || put(column.name(), pointer);
    }
    if (pointer == null) {
      return covers(column.name(), ColumnPath.of(column.name()));
    }
    return pointer.isEmpty()
        ? isMet(column.name())
        : covers(column.name(), ColumnPath.parse(pointer)) || covers(ColumnPath.parse(pointer));
  }

  /** The fields that are left out, as far as the catalog does not have them. */
  List<KnownColumn> fields() {
    return List.copyOf(fields.values());
  }

  /** The names that no field has had, in order. */
  List<String> unknown() {
    return unmet(names);
  }

  /** The names of the only columns that no field has had, in order. */
  List<String> unknownOnly() {
    return unmet(only.orElse(List.of()));
  }

  /** A pattern may be meant for another table. */
  private List<String> unmet(List<NamePattern> patterns) {
    return patterns.stream()
        .filter(pattern -> !pattern.isGlob())
        .map(NamePattern::text)
        .filter(name -> !met.contains(name) && !name.equals(KeyDictionary.EXTRACTED_AT))
        .sorted()
        .toList();
  }

  /** Whether a column of a previous run is none of the only ones. */
  private boolean isUnwanted(KnownColumn column) {
    String pointer = column.pointer();
    Set<String> known = new HashSet<>(Set.of(column.name()));
    if (pointer != null && !pointer.isEmpty()) {
      known.addAll(FieldNames.of(ColumnPath.parse(pointer)));
    }
    return !isWanted(known);
  }

  /** Whether a field is one of the only ones; all that it matches count as met. */
  private boolean isWanted(Set<String> fieldNames) {
    boolean isWanted = only.isEmpty();
    for (NamePattern pattern : only.orElse(List.of())) {
      if (pattern.matchesAny(fieldNames)) {
        met.add(pattern.text());
        isWanted = true;
      }
    }
    return isWanted;
  }

  private boolean put(String name, String pointer) {
    fields.put(pointer, new KnownColumn(name, pointer));
    return true;
  }

  /** All names count as met, not only the first: a configuration may hold two for one column. */
  private boolean isNamed(ColumnPath path) {
    boolean isNamed = false;
    for (String name : FieldNames.of(path)) {
      isNamed |= isMet(name);
    }
    return isNamed;
  }

  private boolean isMet(String name) {
    boolean isMet = false;
    for (NamePattern pattern : names) {
      if (pattern.matches(name)) {
        met.add(pattern.text());
        isMet = true;
      }
    }
    return isMet;
  }

  private static String plainName(ColumnPath path) {
    return ColumnNamer.plainName(String.join("_", path.keys()));
  }
}
