package io.github.customerio4j.extract.catalog;

import io.github.customerio4j.extract.sink.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The declaration of a table: everything that the engine needs to fetch its records and to build
 * its rows.
 */
@Value.Immutable
public abstract class TableSpec {

  TableSpec() {}

  /** The table's name; for activities of one type, the prefix that the type is added to. */
  public abstract String name();

  /** One sentence for people: what a row is. */
  public abstract String description();

  /** The API operation that returns the records, for people: method and path. */
  public abstract String operation();

  /** The group by which the table can be selected; {@code core} by default. */
  @Value.Default
  public String group() {
    return "core";
  }

  /**
   * How the table is selected; {@link Selection#BY_NAME} by default. A table that cannot be
   * selected is read only for its children.
   */
  @Value.Default
  public Selection selection() {
    return Selection.BY_NAME;
  }

  /** How a table is selected for an extraction. */
  public enum Selection {
    /** By its name alone. */
    BY_NAME,
    /** By its own options. */
    BY_OPTIONS,
    /** Never: its records are read only as parents. */
    NEVER
  }

  /**
   * The raw segments of the path below the base URL. A column in braces, such as {@code
   * {segment_id}}, is replaced by the parent's key, here and in {@link #query} and {@link
   * #searchBody}. In a query, {@code {period}}, {@code {steps}}, {@code {start}} and {@code {end}}
   * are replaced by the time for which metrics are requested.
   */
  public abstract List<String> path();

  /** The JSON body of a search; empty for a {@code GET}. */
  public abstract Optional<String> searchBody();

  /** The query parameters of each request, besides those for paging. */
  public abstract Map<String, String> query();

  /**
   * The query parameters of a second list with more records of the table; empty if one list has
   * them all. Only for tables without parents.
   */
  public abstract Map<String, String> secondListQuery();

  /** How the list is paged; by a cursor by default, also for lists of one page. */
  @Value.Default
  public Paging paging() {
    return Paging.CURSOR;
  }

  /** The structure of a response; {@link ResponseShape#LIST} by default. */
  @Value.Default
  public ResponseShape shape() {
    return ResponseShape.LIST;
  }

  /** The field under which a record holds a single value or text; {@code value} by default. */
  @Value.Default
  public String valueKey() {
    return "value";
  }

  /**
   * The table of parents, each of which takes its own request; empty for a table without parents.
   */
  public abstract Optional<String> parent();

  /** The fields of the parent that become part of the path and of the rows. */
  public abstract List<ParentKey> parentKeys();

  /** The values of the parent's key if no list contains them; each takes its own request. */
  public abstract List<String> fixedParents();

  /** When an Incremental Update reads its records again; in every run by default. */
  @Value.Default
  public RefreshRule refresh() {
    return RefreshRule.EVERY_RUN;
  }

  /** The ancestor whose records decide about {@link #refresh}; empty for the parent. */
  public abstract Optional<String> refreshedBy();

  /** The field with the time of a record's last change, in Unix seconds; empty if there is none. */
  public abstract Optional<ColumnPath> changedAt();

  /**
   * The field with the time at which a record was sent or carried out, in Unix seconds; empty if
   * there is none.
   */
  public abstract Optional<ColumnPath> settledAt();

  /** The field with the state of a record, such as {@code running}; empty if there is none. */
  public abstract Optional<ColumnPath> state();

  /**
   * The field of the parent that lists its children, by which a plan counts them; empty if there is
   * none.
   */
  public abstract Optional<ColumnPath> listedIn();

  /** Whether it is read window by window, because one query covers at most six months. */
  @Value.Default
  public boolean isWindowed() {
    return false;
  }

  /**
   * Whether the list of one parent can be very long and cannot be split. Such lists are requested
   * before others, and do not share a spool file with the list of another parent.
   */
  @Value.Default
  public boolean isReadFirst() {
    return false;
  }

  /** The field of a page that holds the list. */
  public abstract String itemsKey();

  /** The requested page size, which is the operation's maximum; empty if it takes no size. */
  public abstract Optional<Integer> pageSize();

  /**
   * The page size to request where the API refuses {@link #pageSize}, or where memory is short;
   * empty if no page of the table is large.
   */
  public abstract Optional<Integer> smallerPageSize();

  /** The columns of the primary key, by their names in the destination. */
  public abstract List<String> primaryKey();

  /**
   * The primary key that an earlier version of this library used; empty if it never changed. A
   * table that was loaded with it is read in full again, and replaced.
   */
  public abstract List<String> formerPrimaryKey();

  /** The field that identifies a record within a chain; empty if no record can appear twice. */
  public abstract Optional<ColumnPath> identity();

  /** The field with the time of a record's creation, in Unix seconds; empty if there is none. */
  public abstract Optional<ColumnPath> timeField();

  /** The objects that are not flattened but kept as JSON text. */
  public abstract List<ColumnPath> verbatim();

  /** The columns that the API documents; a table has them even if it has no rows. */
  public abstract List<ColumnSpec> columns();

  /** Whether a table with that primary key was loaded by an earlier version, and is replaced. */
  public final boolean isFormerKey(List<String> key) {
    return !key.isEmpty() && key.equals(formerPrimaryKey());
  }

  /** This declaration of a table of metrics, with one column per metric instead of one row. */
  public final TableSpec withColumnPerMetric() {
    Set<String> dropped = Set.of("metric", "value");
    Builder wide = builder();
    wide.from(this)
        .primaryKey(primaryKey().stream().filter(key -> !dropped.contains(key)).toList())
        .columns(
            columns().stream()
                .filter(column -> !dropped.contains(column.path().dotted()))
                .toList());
    return wide.build();
  }

  /** Starts a declaration. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts the declaration of a table of a group. */
  static Builder table(String group, String name, String description, String key) {
    Builder table = builder();
    table.group(group).name(name).description(description).itemsKey(key);
    return table;
  }

  /** Starts the declaration of a list whose records have the field {@code id}. */
  static Builder list(String group, String name, String description, String key) {
    Builder table = table(group, name, description, key);
    table.identity(ColumnPath.of("id"));
    return table;
  }

  /** Collects a declaration's parts. */
  public static final class Builder extends ImmutableTableSpec.Builder {
    Builder() {}

    /** Sets the path, in which a column in braces is replaced by the parent's key. */
    public Builder at(String path) {
      return addPath(path.split("/", -1));
    }

    /** Adds a column of text; the keys are its path in a record. */
    public Builder text(String description, String... keys) {
      return column(DataType.TEXT, description, keys);
    }

    /** Adds a column of whole numbers; the keys are its path in a record. */
    public Builder integer(String description, String... keys) {
      return column(DataType.INTEGER, description, keys);
    }

    /** Adds a column of times in Unix seconds; the keys are its path in a record. */
    public Builder time(String description, String... keys) {
      return column(DataType.TIME, description, keys);
    }

    /**
     * Adds a column of times in Unix seconds, in which the API sends 0 for "never"; the keys are
     * its path in a record.
     */
    public Builder timeOrNever(String description, String... keys) {
      addColumns(new ColumnSpec(ColumnPath.of(keys), DataType.TIME, description, true));
      return this;
    }

    /** Adds a column of JSON, such as an array; the keys are its path in a record. */
    public Builder json(String description, String... keys) {
      return column(DataType.JSON, description, keys);
    }

    /** Adds a column of booleans; the keys are its path in a record. */
    public Builder bool(String description, String... keys) {
      return column(DataType.BOOLEAN, description, keys);
    }

    /**
     * Makes the table a child: it is read for each record of the parent, whose field becomes a
     * column.
     */
    public Builder child(String parent, String field, String column) {
      return parent(parent).addParentKeys(new ParentKey(field, column));
    }

    /** Sets the field with the time of a record's last change. */
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
