package io.github.customerio4j.extract.table;

import io.github.customerio4j.extract.write.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** The declaration of a table: everything that the engine needs to fetch and to shape it. */
@Value.Immutable
public abstract class TableSpec {

  TableSpec() {}

  /** The table's name; for activities of one type, the prefix that the type is added to. */
  public abstract String name();

  /** One sentence for people: what a row is. */
  public abstract String description();

  /** The API operation that the rows come from, for people: method and path. */
  public abstract String operation();

  /** What it is about: tables can be selected by their group. */
  @Value.Default
  public String group() {
    return "core";
  }

  /**
   * Whether it can be selected on its own. One that cannot is read for the tables that hang on it.
   */
  @Value.Default
  public Selection selection() {
    return Selection.BY_NAME;
  }

  /** How a table gets into an extraction. */
  public enum Selection {
    /** By its name alone. */
    BY_NAME,
    /** By options of its own. */
    BY_OPTIONS,
    /** Never: its rows are only looked at. */
    NEVER
  }

  /**
   * The path below the base URL, a raw segment each; a column in braces, such as {@code
   * {segment_id}}, stands for the parent's key.
   */
  public abstract List<String> path();

  /** What a search is sent with, JSON; empty for a {@code GET}. */
  public abstract Optional<String> searchBody();

  /** What is always in the query, besides the page's size. */
  public abstract Map<String, String> query();

  /** {@link Paging#CURSOR} by default, which does for a list without pages, too. */
  @Value.Default
  public Paging paging() {
    return Paging.CURSOR;
  }

  /** {@link Form#LIST} by default. */
  @Value.Default
  public Form form() {
    return Form.LIST;
  }

  /** The key of a record that is made of a value or a text. */
  @Value.Default
  public String valueKey() {
    return "value";
  }

  /** The table whose records it is read for, each by a request of its own; empty for none. */
  public abstract Optional<String> parent();

  /** What its path and its rows get from the parent. */
  public abstract List<ParentKey> parentKeys();

  /** The key's values where no list has them: it is read once for each. */
  public abstract List<String> fixedParents();

  /** The key that the list stands under in a page. */
  public abstract String itemsKey();

  /** The page size to ask for: the operation's maximum. Empty if it takes none. */
  public abstract Optional<Integer> pageSize();

  /** The columns of the key, by the names they have in every table. */
  public abstract List<String> primaryKey();

  /** The field that identifies a record within a chain; empty if nothing can come twice. */
  public abstract Optional<ColumnPath> identity();

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

    /** Sets the path, in which a column in braces stands for the parent's key. */
    public Builder at(String path) {
      return addPath(path.split("/", -1));
    }

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

    /** Makes it a child: read for each record of the parent, whose column becomes a column here. */
    public Builder child(String parent, String field, String column) {
      return parent(parent).addParentKeys(new ParentKey(field, column));
    }

    private Builder column(ColumnType type, String description, String... keys) {
      addColumns(new ColumnSpec(ColumnPath.of(keys), type, description));
      return this;
    }
  }
}
