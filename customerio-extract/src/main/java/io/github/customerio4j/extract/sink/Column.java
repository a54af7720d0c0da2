package io.github.customerio4j.extract.sink;

import java.util.Objects;
import org.immutables.value.Value;

/** A column of a table as a destination sees it. */
@Value.Immutable
public abstract class Column {

  Column() {}

  /** The name: letters, digits, {@code -} and {@code _}, at most 64, unique regardless of case. */
  public abstract String name();

  /** The key of the values in the record; keys of nested objects are joined by dots. */
  public abstract String originalKey();

  /**
   * The exact place of the values in the record: an RFC 6901 JSON Pointer. Empty for the column
   * that gathers the fields without a column, and for a column that a previous run named and this
   * run did not find.
   */
  public abstract String pointer();

  /**
   * The documented type if every value of this run fits it: {@link DataType#INTEGER}, {@link
   * DataType#TIME}, {@link DataType#BOOLEAN} or {@link DataType#JSON}; else {@link DataType#TEXT},
   * the default. A string fits an {@link DataType#INTEGER} if it is written like one: {@code "12"},
   * not {@code "012"}.
   */
  @Value.Default
  public DataType documentedType() {
    return DataType.TEXT;
  }

  /**
   * The narrowest type that fits all values of this run, whatever is documented; never {@link
   * DataType#TIME}. {@link DataType#TEXT} by default.
   */
  @Value.Default
  public DataType valueType() {
    return DataType.TEXT;
  }

  /** For a {@link #valueType} of {@link DataType#DECIMAL}, the most digits after the point. */
  @Value.Default
  public int scale() {
    return 0;
  }

  /**
   * Whether some number of this run is not written in the shortest way: {@code 1.50}, {@code 1e3},
   * {@code -0}. A destination that keeps only its value remembers its text by {@link Row.OwnTexts}.
   */
  @Value.Default
  public boolean hasUnusualNumbers() {
    return false;
  }

  /** Whether the API documents the column. A documented text stays a text, whatever its values. */
  @Value.Default
  public boolean isDocumented() {
    return false;
  }

  /**
   * Whether 0 in a column of times means "never". A destination with a type for times writes null
   * instead; one of texts keeps the 0. False by default.
   */
  @Value.Default
  public boolean zeroIsNever() {
    return false;
  }

  /** One sentence for people; empty where nothing is documented. */
  @Value.Default
  public String description() {
    return "";
  }

  /**
   * The type that the column has at a destination: the documented type, or else the type of the
   * values; {@link DataType#NONE} if the column is not documented and has no values in this run.
   */
  public final DataType type(Typing typing) {
    Objects.requireNonNull(typing, "typing");
    if (typing == Typing.TEXT) {
      return DataType.TEXT;
    }
    if (documentedType() != DataType.TEXT) {
      return documentedType();
    }
    if (isDocumented()) {
      // A documented text stays a text even if all its values look like numbers.
      return valueType() == DataType.JSON ? DataType.JSON : DataType.TEXT;
    }
    return valueType();
  }

  /** Whether some row of this run has a value. */
  public final boolean hasValues() {
    return valueType() != DataType.NONE;
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
