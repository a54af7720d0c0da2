package io.github.customerio4j.extract.engine.commit;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.state.KnownColumn;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns that the configuration leaves out of a table, under any name that a destination gives
 * them. Remembers which names were of use: a field that is rare must not make its name look like a
 * misspelling in a later run.
 */
final class ExcludedColumns {
  /** The most bytes of a name that PostgreSQL keeps. */
  private static final int LONGEST = 63;

  private final Set<String> names;
  private final Set<String> met = new HashSet<>();
  private final Set<String> documented = new HashSet<>();
  private final Map<String, KnownColumn> fields = new LinkedHashMap<>();

  /**
   * @param names the names in the configuration
   * @param former what {@link #fields} of the previous run was
   */
  ExcludedColumns(Set<String> names, List<KnownColumn> former) {
    this.names = names;
    for (KnownColumn field : former) {
      covers(field);
    }
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** Whether the field is left out. */
  boolean covers(ColumnPath path) {
    if (names.isEmpty()) {
      return false;
    }
    String pointer = path.pointer();
    return documented.contains(pointer)
        || fields.containsKey(pointer)
        || (isNamed(path) && put(plainName(path), pointer));
  }

  /** The same for a field of the catalog, which need not be remembered. */
  boolean coversDocumented(ColumnPath path) {
    boolean isLeftOut = !names.isEmpty() && isNamed(path);
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
    return names.stream().filter(name -> !met.contains(name)).sorted().toList();
  }

  private boolean put(String name, String pointer) {
    fields.put(pointer, new KnownColumn(name, pointer));
    return true;
  }

  /** All names count as met, not only the first: a configuration may hold two for one column. */
  private boolean isNamed(ColumnPath path) {
    String plain = plainName(path);
    String spelled = path.dotted();
    boolean isNamed = isMet(plain);
    isNamed |= isMet(ColumnNames.fitting(plain, LONGEST));
    isNamed |= isMet(spelled);
    isNamed |= isMet(spelled.replace('.', '_'));
    return isNamed;
  }

  private boolean isMet(String name) {
    return names.contains(name) && (met.add(name) || met.contains(name));
  }

  private static String plainName(ColumnPath path) {
    return ColumnNamer.plainName(String.join("_", path.keys()));
  }
}
