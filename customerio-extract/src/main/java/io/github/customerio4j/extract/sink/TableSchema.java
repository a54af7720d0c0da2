package io.github.customerio4j.extract.sink;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.immutables.value.Value;

/** A table as it is at the commit: its name, its columns in order, its key and how it is loaded. */
@Value.Immutable
public abstract class TableSchema {

  TableSchema() {}

  /** Letters, digits, {@code -} and {@code _} only, so that it is safe as a file name. */
  public abstract String name();

  /** The columns in order; never empty. */
  public abstract List<Column> columns();

  /** Names of the key's columns; empty for {@link LoadType#FULL_LOAD}. */
  public abstract List<String> primaryKey();

  /** How the destination takes the rows. */
  public abstract LoadType loadType();

  /**
   * Whether the rows are all that there are, so that those which are at the destination and not
   * among them have vanished, and are to be marked: {@code _deleted} is true for them and false for
   * the others. Only for {@link LoadType#INCREMENTAL_UPDATE}; false by default.
   */
  @Value.Default
  public boolean marksDeletedRows() {
    return false;
  }

  /** Refuses a schema that no destination could hold. */
  @Value.Check
  void check() {
    Set<String> names = new HashSet<>();
    for (Column column : columns()) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalStateException(
            "Cannot describe table " + name() + ": column " + column.name() + " stands twice");
      }
    }
    for (String key : primaryKey()) {
      if (columns().stream().noneMatch(column -> column.name().equals(key))) {
        throw new IllegalStateException(
            "Cannot describe table " + name() + ": key column " + key + " is missing");
      }
    }
    if (!name().matches("[A-Za-z0-9_-]+") || columns().isEmpty()) {
      throw new IllegalStateException(
          "Cannot describe table " + name() + ": it needs a plain name and a column at least");
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
