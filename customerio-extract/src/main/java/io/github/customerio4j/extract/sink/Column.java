package io.github.customerio4j.extract.sink;

import org.immutables.value.Value;

/** A column of a table as a destination sees it. */
@Value.Immutable
public abstract class Column {

  Column() {}

  /** The name: letters, digits, {@code -} and {@code _}, at most 64, unique whatever its case. */
  public abstract String name();

  /** The key that the values came under; keys of nested objects are joined by dots. */
  public abstract String originalKey();

  /**
   * The same, exactly: an RFC 6901 JSON Pointer into the record. Empty for a column that gathers
   * what no other column took, and for one that a former run named and this run did not meet.
   */
  public abstract String pointer();

  /** The documented type, if every value of this run fits it; else {@link ColumnType#TEXT}. */
  @Value.Default
  public ColumnType type() {
    return ColumnType.TEXT;
  }

  /** What the values of this run were; {@link ValueType#TEXT} by default. */
  @Value.Default
  public ValueType values() {
    return ValueType.TEXT;
  }

  /** For {@link ValueType#DECIMAL}, the most digits behind the point; else 0. */
  @Value.Default
  public int scale() {
    return 0;
  }

  /** Whether the API documents the column, so that {@link #type} says more than the values do. */
  @Value.Default
  public boolean isDocumented() {
    return false;
  }

  /** One sentence for people; empty where nothing is documented. */
  @Value.Default
  public String description() {
    return "";
  }

  /** Starts a column. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a column's attributes. */
  public static final class Builder extends ImmutableColumn.Builder {
    Builder() {}
  }
}
