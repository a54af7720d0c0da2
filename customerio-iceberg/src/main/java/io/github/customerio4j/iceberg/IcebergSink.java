package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.state.StateStore;
import io.github.customerio4j.iceberg.file.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Writes tables of Apache Iceberg. All tables of a run and its state are committed by one snapshot
 * of the table {@code _customerio_state}: after it, this run or the next one brings each table to
 * what the run wrote.
 *
 * <p>{@code FULL_LOAD} replaces the rows of a table. {@code INCREMENTAL_UPDATE} merges rows by the
 * primary key, and writes only files again in which a row changes. There are no delete files, so
 * that every engine reads the tables.
 *
 * <pre>{@code
 * Catalog catalog =
 *     CatalogUtil.buildIcebergCatalog("crm", Map.of("type", "rest", "uri", uri), null);
 * IcebergSink sink = IcebergSink.builder(catalog, Namespace.of("crm")).build();
 * Extractor extractor = Extractor.builder()
 *     .client(client).sink(sink).build();
 * }</pre>
 *
 * <p>An extractor keeps its state there, too, unless it is given another store.
 */
public final class IcebergSink implements TableSink, StateStore.Provider {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Catalog catalog;
  private final Namespace namespace;
  private final Typing typing;
  private final long fileBytes;
  private final int keptSnapshots;
  private final Partitioning partitioning;
  private final Optional<Path> stagingFolder;
  private final Clock clock;
  private final Map<String, String> properties;

  private IcebergSink(Builder builder) {
    this.catalog = builder.catalog;
    this.namespace = builder.namespace;
    this.typing = builder.typing;
    this.fileBytes = builder.fileBytes;
    this.keptSnapshots = builder.keptSnapshots;
    this.partitioning = builder.partitioning;
    this.stagingFolder = builder.stagingFolder;
    this.clock = builder.clock;
    this.properties = builder.properties;
  }

  /**
   * Starts a sink.
   *
   * @param catalog where the tables are known; the sink does not close it
   * @param namespace the tables' namespace; the first run creates it if it is missing
   */
  public static Builder builder(Catalog catalog, Namespace namespace) {
    return new Builder(
        Objects.requireNonNull(catalog, "catalog"), Objects.requireNonNull(namespace, "namespace"));
  }

  /** The store that keeps the state in the table {@code _customerio_state}. */
  @Override
  public StateStore stateStore() {
    return new Journal(catalog, namespace, clock);
  }

  @Override
  public Optional<String> location() {
    return Optional.of(CatalogPlace.of(catalog, namespace, properties));
  }

  @Override
  public boolean canMarkDeletedRows() {
    return true;
  }

  /** Makes an empty table and drops it. */
  @Override
  public void check() throws IOException {
    try {
      boolean isNew = createNamespace();
      TableIdentifier probe =
          identifier("_customerio_check_" + UUID.randomUUID().toString().replace('-', '_'));
      catalog.createTable(probe, new Schema(NestedField.optional(1, "id", Types.LongType.get())));
      catalog.dropTable(probe, true);
      if (isNew && catalog instanceof SupportsNamespaces namespaces) {
        namespaces.dropNamespace(namespace);
      }
    } catch (RuntimeException e) {
      throw failure("write to the catalog", e);
    }
  }

  @Override
  public Set<String> check(Targets targets) throws IOException {
    Objects.requireNonNull(targets, "targets");
    check();
    try {
      Set<String> missing = new LinkedHashSet<>();
      for (String name : targets.written()) {
        boolean isKnown = targets.known().contains(name);
        try {
          requireOwn(catalog.loadTable(identifier(name)), identifier(name), isKnown);
        } catch (NoSuchTableException e) {
          if (isKnown) {
            missing.add(name);
          }
        }
      }
      return missing;
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failure("read the catalog", e);
    }
  }

  /** Refuses a table that neither the state nor the mark of previous runs knows. */
  static void requireOwn(Table table, TableIdentifier identifier, boolean isKnown) {
    if (!isKnown && !table.properties().containsKey(TableChange.TABLE)) {
      throw new IllegalArgumentException(
          "Cannot write table %s: it is there, and no run has made it. Choose another namespace, or rename that table."
              .formatted(identifier));
    }
    if (!Partitions.areOwn(table.spec())) {
      throw new IllegalArgumentException(
          "Cannot write table %s: it has partitions that a run does not keep. Drop its partition fields; a run keeps the months of created or timestamp."
              .formatted(identifier));
    }
  }

  private boolean createNamespace() {
    if (catalog instanceof SupportsNamespaces namespaces
        && !namespaces.namespaceExists(namespace)) {
      try {
        namespaces.createNamespace(namespace);
        return true;
      } catch (AlreadyExistsException e) {
        return false;
      }
    }
    return false;
  }

  @Override
  public SinkTransaction begin() throws IOException {
    LocalFolder folder =
        stagingFolder.isPresent() ? LocalFolder.in(stagingFolder.get()) : LocalFolder.temporary();
    boolean isReady = false;
    try {
      createNamespace();
      SinkTransaction transaction =
          new IcebergTransaction(
              this, new Journal(catalog, namespace, clock), newRun(clock), folder);
      isReady = true;
      return transaction;
    } catch (RuntimeException e) {
      throw failure("begin a run", e);
    } finally {
      if (!isReady) {
        folder.close();
      }
    }
  }

  /** An id of a run: its time, and what makes it unique. */
  static String newRun(Clock clock) {
    return RUN_ID.format(clock.instant()) + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** What the library says of a catalog or a warehouse, for people. */
  static IOException failure(String what, RuntimeException e) {
    return new IOException(
        "Cannot " + what + ": " + Redaction.of(String.valueOf(e.getMessage())), Redaction.of(e));
  }

  Catalog catalog() {
    return catalog;
  }

  TableIdentifier identifier(String table) {
    return TableIdentifier.of(namespace, table);
  }

  Clock clock() {
    return clock;
  }

  Typing typing() {
    return typing;
  }

  Partitioning partitioning() {
    return partitioning;
  }

  long fileBytes() {
    return fileBytes;
  }

  /** Expires the snapshots of the tables of a run, if it is told to. */
  void expire(List<TableChange> changes) {
    if (keptSnapshots == 0) {
      return;
    }
    long now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toEpochMilli();
    for (TableChange change : changes) {
      catalog
          .loadTable(identifier(change.table()))
          .expireSnapshots()
          .retainLast(keptSnapshots)
          .expireOlderThan(now)
          .commit();
    }
    new Journal(catalog, namespace, clock).expire(keptSnapshots, now);
  }

  /** How tables of messages and activities are divided. */
  public enum Partitioning {
    /** New tables have no partitions. A table that has months keeps them. */
    NONE,

    /**
     * One partition for each month (UTC) in which records were made, and one for those without a
     * time. A table that has none so far gets them with the next rows that are written; files that
     * are there stay until a row in them changes.
     */
    MONTH
  }

  /** Collects a sink's options. */
  public static final class Builder {
    private static final long FILE_BYTES = 128L << 20;

    private final Catalog catalog;
    private final Namespace namespace;
    private Typing typing = Typing.TYPED;
    private long fileBytes = FILE_BYTES;
    private int keptSnapshots;
    private Partitioning partitioning = Partitioning.NONE;
    private Optional<Path> stagingFolder = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private Map<String, String> properties = Map.of();

    Builder(Catalog catalog, Namespace namespace) {
      this.catalog = catalog;
      this.namespace = namespace;
    }

    /** The typing of columns; {@link Typing#TYPED} by default. */
    public Builder typing(Typing newTyping) {
      typing = Objects.requireNonNull(newTyping, "newTyping");
      return this;
    }

    /**
     * About how large a data file gets; 128 MiB by default. Files of small tables are smaller, down
     * to 8 MiB, so that a run writes little of a table again.
     *
     * @throws IllegalArgumentException if it is less than 64 KiB
     */
    public Builder fileBytes(long newFileBytes) {
      if (newFileBytes < 1 << 16) {
        throw new IllegalArgumentException(
            "Cannot use fileBytes %d: such small files are slow to read. Use at least 65536."
                .formatted(newFileBytes));
      }
      fileBytes = newFileBytes;
      return this;
    }

    /**
     * Expires older snapshots after each run, and deletes their files. By default all are kept, and
     * with them the rows of people who are erased.
     *
     * @param newKeptSnapshots how many snapshots of each table are kept
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder keptSnapshots(int newKeptSnapshots) {
      if (newKeptSnapshots < 1) {
        throw new IllegalArgumentException(
            "Cannot keep %d snapshots: the current one stays. Use at least 1."
                .formatted(newKeptSnapshots));
      }
      keptSnapshots = newKeptSnapshots;
      return this;
    }

    /** How tables of messages and activities are divided; {@link Partitioning#NONE} by default. */
    public Builder partitioning(Partitioning newPartitioning) {
      partitioning = Objects.requireNonNull(newPartitioning, "newPartitioning");
      return this;
    }

    /** The local folder in which files are made; the system's temporary folder by default. */
    public Builder stagingFolder(Path newStagingFolder) {
      stagingFolder = Optional.of(newStagingFolder);
      return this;
    }

    /** The clock of the runs' ids. */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "newClock");
      return this;
    }

    /** What the catalog was made with; by it the sink's place is told from others. */
    Builder properties(Map<String, String> newProperties) {
      properties = Map.copyOf(newProperties);
      return this;
    }

    /** Builds the sink; it does not connect yet. */
    public IcebergSink build() {
      return new IcebergSink(this);
    }
  }
}
