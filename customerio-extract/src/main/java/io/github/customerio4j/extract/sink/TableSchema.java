package io.github.customerio4j.extract.sink;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.immutables.value.Value;

/** The name, columns, primary key and load type of a table at the commit. */
@Value.Immutable
public abstract class TableSchema {

  TableSchema() {}

  /** The name: only letters, digits, {@code -} and {@code _}, so that it is safe as a file name. */
  public abstract String name();

  /** One sentence for people: what a row is. Empty where nothing is documented. */
  @Value.Default
  public String description() {
    return "";
  }

  /** The columns in order; never empty. */
  public abstract List<Column> columns();

  /**
   * The columns that the configuration leaves out and that the table may have at the destination:
   * no other column may take their names. Empty by default.
   */
  public abstract List<Column> leftOut();

  /** The names of the key's columns; empty for {@link LoadType#FULL_LOAD}. */
  public abstract List<String> primaryKey();

  /**
   * The names of the columns that distinguish rows, whatever the load type. Empty if none do, or if
   * it is not known; the primary key by default.
   */
  @Value.Default
  public List<String> rowKey() {
    return primaryKey();
  }

  /**
   * The names of the columns of the key that an earlier version declared for the table; empty if
   * the key never changed.
   */
  public abstract List<String> formerKey();

  /** How the destination takes the rows. */
  public abstract LoadType loadType();

  /**
   * Whether the run has all rows of the table, so that other rows at the destination were deleted
   * and are to be marked: {@code _deleted} is true for them and false for the others. Only for
   * {@link LoadType#INCREMENTAL_UPDATE}; false by default.
   */
  @Value.Default
  public boolean marksDeletedRows() {
    return false;
  }

  /**
   * Whether columns that the destination has keep their types where the run's values fit them, even
   * if another type is documented; false by default.
   */
  @Value.Default
  public boolean keepsTypes() {
    return false;
  }

  /** Refuses a schema that no destination could hold. */
  @Value.Check
  void check() {
    Set<String> names = new HashSet<>();
    for (Column column : columns()) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalStateException(
            "Cannot describe table " + name() + ": column " + column.name() + " appears twice");
      }
    }
    Set<String> keys = new HashSet<>(primaryKey());
    keys.addAll(rowKey());
    for (String key : keys) {
      if (columns().stream().noneMatch(column -> column.name().equals(key))) {
        throw new IllegalStateException(
            "Cannot describe table " + name() + ": key column " + key + " is missing");
      }
    }
    if (!name().matches("[A-Za-z0-9_-]+") || columns().isEmpty()) {
      throw new IllegalStateException(
          "Cannot describe table " + name() + ": it needs a plain name and at least one column");
    }
  }

  /** Starts a schema. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a schema's attributes. */
  public static final class Builder extends ImmutableTableSchema.Builder {
    Builder() {}
  }
}
