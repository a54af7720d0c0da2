package io.github.customerio4j.extract.sink;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A destination of tables. It can be used for many runs; each run begins a new transaction.
 *
 * <p>Everything that a run calls, here, in its {@link SinkTransaction} and in its writers, it calls
 * on one thread, from {@link #location} or {@link #begin} to {@link SinkTransaction#close} and
 * {@link #failed}, also when it fails or is cancelled. That thread is the run's own, not that of
 * the caller of {@code Extractor.run}, and nobody interrupts it. Runs side by side have a thread
 * each. Only {@code Extractor.checkDestination} and {@code typeChanges} ask on the thread of their
 * caller.
 */
public interface TableSink {
  /** The column that names the workspace of a row, at a destination with a {@link #workspace}. */
  String WORKSPACE = "_workspace";

  /**
   * The name of the workspace whose rows the sink takes, where the tables hold those of several. If
   * it is there, the first column of each table is {@link #WORKSPACE} with that name; each primary
   * key begins with it; and the sink replaces, merges and marks only the rows of this workspace. A
   * record's own field of that name gets a suffix. Empty by default.
   */
  default Optional<String> workspace() {
    return Optional.empty();
  }

  /**
   * A text that identifies the place of the tables and is the same in every run. By it a run finds
   * the interrupted run that it resumes. Empty by default; then the sink's class identifies it.
   */
  default Optional<String> location() {
    return Optional.empty();
  }

  /**
   * Whether the sink can mark deleted rows: see {@link TableSchema#marksDeletedRows}. By default it
   * cannot.
   */
  default boolean canMarkDeletedRows() {
    return false;
  }

  /**
   * Whether a table that was loaded without a primary key can get one by a later load. By default
   * it cannot, and the run warns.
   */
  default boolean canDeclareKeysLater() {
    return false;
  }

  /**
   * The most columns that a table can have at the destination. Further fields are gathered as JSON
   * in one more column. By default only the configured limit applies.
   */
  default int columnLimit() {
    return Integer.MAX_VALUE;
  }

  /**
   * Whether rows distinguish fields that are {@code null} from absent fields, by {@link
   * Row#nextField}. By default they do not, and nulls are not spooled.
   */
  default boolean keepsNulls() {
    return false;
  }

  /**
   * Checks that a run can write here, and leaves nothing behind. By default there is nothing to
   * check.
   *
   * @throws IOException if a run cannot write here; the message says what to do
   */
  default void check() throws IOException {}

  /**
   * Does the same for the tables of a run, before the run makes a request: its tables must not take
   * the place of somebody else's. By default only {@link #check} is done.
   *
   * @return the tables that the state knows and that are no longer here; the run reads them in full
   * @throws IllegalArgumentException if a table of somebody else has the name of one of the tables;
   *     the message names it and says what to do
   * @throws IOException if a run cannot write here; the message says what to do
   */
  default Set<String> check(Targets targets) throws IOException {
    check();
    return Set.of();
  }

  /**
   * The types of existing columns that a run would change because the API documents other ones. By
   * default the destination has no types.
   *
   * @param tables the tables that previous runs wrote, with their documented columns
   * @return by the tables' names, without those of which nothing changes
   * @throws IOException if the destination cannot be read, or something depends on a column that a
   *     run cannot keep; the message names it and says what to do
   */
  default Map<String, List<SchemaChange>> typeChanges(List<TableSchema> tables) throws IOException {
    return Map.of();
  }

  /**
   * The tables of a run.
   *
   * @param written the names of the tables that the run writes, as far as they are known before it
   * @param known the names of the tables that the state of previous runs knows
   * @param loadType how the destination takes the rows
   */
  record Targets(Set<String> written, Set<String> known, LoadType loadType) {
    /** Keeps the sets as they are now. */
    public Targets {
      Objects.requireNonNull(written, "written");
      Objects.requireNonNull(known, "known");
      Objects.requireNonNull(loadType, "loadType");
      written = Set.copyOf(written);
      known = Set.copyOf(known);
    }
  }

  /**
   * Keeps the facts of a run that failed after its first request, where the destination has a place
   * for them. Called after the run's transaction has ended. By default nothing happens.
   *
   * @throws IOException if they cannot be kept
   */
  default void failed(RunFacts run) throws IOException {}

  /**
   * The facts of a run, for those who look after the tables.
   *
   * @param started the time at which the run began
   * @param ended the time before its commit, or of its failure
   * @param tables its tables, those that failed included
   * @param failure why the run failed; empty if it did not
   */
  record RunFacts(
      Instant started, Instant ended, List<TableFacts> tables, Optional<String> failure) {
    /** Copies the tables. */
    public RunFacts {
      Objects.requireNonNull(started, "started");
      Objects.requireNonNull(ended, "ended");
      Objects.requireNonNull(tables, "tables");
      Objects.requireNonNull(failure, "failure");
      tables = List.copyOf(tables);
    }
  }

  /**
   * The facts of a table in a run.
   *
   * @param table its name in the catalog
   * @param requests the requests that were sent for it; those of a list that feeds several tables
   *     count at the first of them
   * @param refreshed the age up to which its rows were read again; empty if they were not
   * @param warnings the warnings about it
   * @param failure why it failed; empty if it did not
   */
  record TableFacts(
      String table,
      long requests,
      Optional<Duration> refreshed,
      List<String> warnings,
      Optional<String> failure) {
    /** Copies the warnings. */
    public TableFacts {
      Objects.requireNonNull(table, "table");
      Objects.requireNonNull(refreshed, "refreshed");
      Objects.requireNonNull(warnings, "warnings");
      Objects.requireNonNull(failure, "failure");
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Keeps tables in memory, for tests and for jobs whose tables fit into it.
   *
   * <pre>{@code
   * TableSink.Collecting sink = TableSink.collecting();
   * Extractor.builder().client(client).sink(sink).build().run(config);
   * for (Map<String, String> campaign : sink.rows("campaigns")) {
   *   System.out.println(campaign.get("name"));
   * }
   * }</pre>
   */
  static Collecting collecting() {
    return new CollectingSink();
  }

  /**
   * The tables of the committed runs, in the memory of the process. A Full Load replaces a table,
   * an Incremental Update merges rows by the primary key, or appends them if there is none, and
   * marks deleted rows in column {@code _deleted} if it is told to: all as in a database. A run
   * shows nothing before its commit. Reading is thread-safe; only one run at a time can write. It
   * has the rows of one workspace, and no {@link #workspace}: give each workspace a sink of its
   * own.
   */
  interface Collecting extends TableSink {
    /** The tables by their names, as of the last commit. */
    Map<String, Table> tables();

    /**
     * One table as of the last commit.
     *
     * @throws IllegalArgumentException if no run has committed a table of that name
     */
    Table table(String name);

    /**
     * The rows of one table: see {@link Table#rows}.
     *
     * @throws IllegalArgumentException if no run has committed a table of that name
     */
    default List<Map<String, String>> rows(String table) {
      return table(table).rows();
    }

    /**
     * A table.
     *
     * @param name its name
     * @param columns its columns in order, with their types
     * @param key the names of the columns that distinguish its rows; empty if none are known to
     * @param rows its rows: texts by the names of the columns, the same as in a CSV file. A time is
     *     the seconds since 1970, a list is JSON. An absent or null field has no entry, so that
     *     {@code get} returns null; an empty string is an empty string
     */
    record Table(
        String name, List<Column> columns, List<String> key, List<Map<String, String>> rows) {
      /** Copies the lists, and shows rows that cannot be changed. */
      public Table {
        Objects.requireNonNull(name, "name");
        columns = List.copyOf(Objects.requireNonNull(columns, "columns"));
        key = List.copyOf(Objects.requireNonNull(key, "key"));
        rows =
            Objects.requireNonNull(rows, "rows").stream()
                .map(Collections::unmodifiableMap)
                .toList();
      }

      /** The names of the columns in order. */
      public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
      }
    }
  }

  /**
   * Begins a run. First finishes or undoes a run that died.
   *
   * @throws IOException if the destination cannot be written
   */
  SinkTransaction begin() throws IOException;
}
