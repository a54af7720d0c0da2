package io.github.customerio4j.extract.table;

import io.github.customerio4j.extract.write.ColumnType;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** The declaration of a table: everything that the engine needs to fetch and to shape it. */
@Value.Immutable
public abstract class TableSpec {

  /** Stands in {@link #path} for the id of the list's parent. */
  public static final String PARENT = "{parent}";

  TableSpec() {}

  /** The table's name; for activities of one type, the prefix that the type is added to. */
  public abstract String name();

  /** One sentence for people: what a row is. */
  public abstract String description();

  /** The API operation that the rows come from, for people: method and path. */
  public abstract String operation();

  /**
   * The path below the base URL, a raw segment each; {@code {parent}} stands for the parent's id.
   */
  public abstract List<String> path();

  /** The key that the list stands under in a page. */
  public abstract String itemsKey();

  /** The page size to ask for: the operation's maximum. Empty if it takes none. */
  public abstract Optional<Integer> pageSize();

  /** The columns of the key, by the names they have in every table. */
  public abstract List<String> primaryKey();

  /** The field that identifies a record within a chain. */
  public abstract ColumnPath identity();

  /** The field, in Unix seconds, that tells when a record came to be; empty if none does. */
  public abstract Optional<ColumnPath> timeField();

  /** Objects that are kept as JSON text. */
  public abstract List<ColumnPath> verbatim();

  /** The columns that the API documents; a table has them even if no record came. */
  public abstract List<ColumnSpec> columns();

  /** Starts a declaration. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a declaration's parts. */
  public static final class Builder extends ImmutableTableSpec.Builder {
    Builder() {}

    /** Adds a column of text that stands at those keys. */
    public Builder text(String description, String... keys) {
      return column(ColumnType.TEXT, description, keys);
    }

    /** Adds a column of whole numbers that stands at those keys. */
    public Builder integer(String description, String... keys) {
      return column(ColumnType.INTEGER, description, keys);
    }

    /** Adds a column of booleans that stands at those keys. */
    public Builder bool(String description, String... keys) {
      return column(ColumnType.BOOLEAN, description, keys);
    }

    private Builder column(ColumnType type, String description, String... keys) {
      addColumns(new ColumnSpec(ColumnPath.of(keys), type, description));
      return this;
    }
  }
}
