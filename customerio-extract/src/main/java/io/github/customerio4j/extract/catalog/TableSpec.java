package io.github.customerio4j.extract.catalog;

import io.github.customerio4j.extract.sink.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
   * {segment_id}}, stands for the parent's key. So it does in {@link #query} and {@link
   * #searchBody}, where {@code {period}}, {@code {steps}}, {@code {start}} and {@code {end}} stand
   * for the time that figures are asked for.
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

  /** {@link ResponseShape#LIST} by default. */
  @Value.Default
  public ResponseShape form() {
    return ResponseShape.LIST;
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

  /** When its records are read again on Incremental Update; in every run by default. */
  @Value.Default
  public RefreshRule refresh() {
    return RefreshRule.EVERY_RUN;
  }

  /** The table above it whose records decide that; the parent unless set. */
  public abstract Optional<String> refreshedBy();

  /** The field, in Unix seconds, that tells when a record was last changed. */
  public abstract Optional<ColumnPath> changedAt();

  /** The field, in Unix seconds, that tells when a record was sent or carried out. */
  public abstract Optional<ColumnPath> settledAt();

  /** The field that tells whether a record runs. */
  public abstract Optional<ColumnPath> state();

  /** The field of the parent that lists its records, by which they are counted beforehand. */
  public abstract Optional<ColumnPath> listedIn();

  /** Whether it is walked window by window, because one query spans six months at most. */
  @Value.Default
  public boolean isWindowed() {
    return false;
  }

  /**
   * Whether its list for one parent may be very long and cannot be split. Such lists are requested
   * before others, and share no file with the list of another parent.
   */
  @Value.Default
  public boolean isReadFirst() {
    return false;
  }

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

  /** The same with a column a metric, for a table of figures. */
  public final TableSpec withColumnPerMetric() {
    Set<String> gone = Set.of("metric", "value");
    Builder wide = builder();
    wide.from(this)
        .primaryKey(primaryKey().stream().filter(key -> !gone.contains(key)).toList())
        .columns(
            columns().stream().filter(column -> !gone.contains(column.path().dotted())).toList());
    return wide.build();
  }

  /** Starts a declaration. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts the declaration of a table of that group. */
  static Builder table(String group, String name, String description, String key) {
    Builder table = builder();
    table.group(group).name(name).description(description).itemsKey(key);
    return table;
  }

  /** Starts the declaration of a list of records with an id. */
  static Builder list(String group, String name, String description, String key) {
    Builder table = table(group, name, description, key);
    table.identity(ColumnPath.of("id"));
    return table;
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
      return column(DataType.TEXT, description, keys);
    }

    /** Adds a column of whole numbers that stands at those keys. */
    public Builder integer(String description, String... keys) {
      return column(DataType.INTEGER, description, keys);
    }

    /** Adds a column of times, in Unix seconds, that stands at those keys. */
    public Builder time(String description, String... keys) {
      return column(DataType.TIME, description, keys);
    }

    /** Adds a column of booleans that stands at those keys. */
    public Builder bool(String description, String... keys) {
      return column(DataType.BOOLEAN, description, keys);
    }

    /** Makes it a child: read for each record of the parent, whose column becomes a column here. */
    public Builder child(String parent, String field, String column) {
      return parent(parent).addParentKeys(new ParentKey(field, column));
    }

    /** Says which fields tell of a record's changes. */
    Builder changes(String changedAt) {
      changedAt(ColumnPath.of(changedAt));
      return this;
    }

    private Builder column(DataType type, String description, String... keys) {
      addColumns(new ColumnSpec(ColumnPath.of(keys), type, description));
      return this;
    }
  }
}
