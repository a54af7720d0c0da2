package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.io.DurableFiles;
import io.github.customerio4j.extract.io.WorkspaceName;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes each table to an object of a bucket, or to several. The {@link FileFormat} decides on the
 * content, as for a {@link FileSink}.
 *
 * <p>A run makes its files in a local folder and uploads each while it writes the next. Its commit
 * is one object, {@code _customerio/log/NNNNNNNN.json}, that the store makes only if there is none
 * of that name: it lists the files of all tables and has the state. So all tables and the state
 * change together, and of two runs side by side the second fails and leaves nothing. A run that
 * dies before it leaves the tables as they were; one that dies after it is finished by the next
 * {@link #begin}. There is no lock that a dead run could leave.
 *
 * <p>An extractor keeps its state in that log, too, by {@link #stateStore}, unless it is given
 * another store. The sink does not close the object store: whoever made it does.
 *
 * <pre>{@code
 * TableSink sink = FileSink.builder(store, ParquetFormat.standard()).build();
 * }</pre>
 */
public final class ObjectSink implements TableSink, StateStore.Provider {

  /** Where a run leaves its files. */
  public enum Layout {
    /**
     * In the place that a table always has, as in a folder: {@code NAME.EXTENSION}, and {@code
     * NAME/RUN_ID.EXTENSION} for appended rows. The store copies the files there after the commit.
     * A reader needs to know nothing; for the moment of the copies it may see one table as it is
     * and another as it was, but each file is whole.
     */
    PLACE,
    /**
     * Where they were uploaded, each under a name of its own. Nothing is copied. A reader takes the
     * files of a table from the last entry of the log, or from the table's manifest. What a commit
     * removes from the list is deleted when the next run begins.
     */
    LOG
  }

  /** What a sink is told. */
  record Terms(FileFormat format, Layout layout, Optional<String> workspace, Clock clock) {

    /** Requires that the tables below the prefix are of this format and workspace. */
    void require(LogEntry last, String location) throws IOException {
      if (last.workspace().isPresent()) {
        FolderOwner.require(location, "prefix", last.workspace().get(), workspace);
      }
      boolean isOfFormat =
          last.extension().equals(format.extension())
              || format.extensions().contains(last.extension());
      if (!isOfFormat && !last.tables().isEmpty()) {
        throw new IOException(
            "Cannot write tables as %s to %s: it holds those of previous runs as %s. Name another prefix."
                .formatted(format.extension(), location, last.extension()));
      }
    }

    /** The address of an object, for people. */
    static String address(String location, String key) {
      return location.endsWith("/") ? location + key : location + "/" + key;
    }

    /** An entry before the first tables, with a state. */
    LogEntry firstEntry(String run, String state) {
      return new LogEntry(
          1,
          run,
          clock.instant(),
          layout,
          format.extension(),
          workspace,
          List.of(),
          List.of(),
          Map.of(),
          state);
    }
  }

  private final Terms terms;
  private final ObjectStore store;
  private final Optional<Path> stagingFolder;
  private final CommitLog log;
  private final SavedStates states;

  private ObjectSink(Builder builder) {
    this.terms = new Terms(builder.format, builder.layout, builder.workspace, builder.clock);
    this.store = builder.store;
    this.stagingFolder = Optional.ofNullable(builder.stagingFolder);
    this.log = new CommitLog(store);
    this.states = new SavedStates(terms, log);
  }

  static Builder builder(ObjectStore store, FileFormat format) {
    return new Builder(store, format);
  }

  /** The place of the objects and the extension. */
  @Override
  public Optional<String> location() {
    return Optional.of(Terms.address(store.location(), "*." + terms.format().extension()));
  }

  @Override
  public Optional<String> workspace() {
    return terms.workspace();
  }

  @Override
  public boolean keepsNulls() {
    return terms.format().keepsNulls();
  }

  /** The store that keeps the state in the log of commits, with the tables that belong to it. */
  @Override
  public StateStore stateStore() {
    return states;
  }

  /**
   * Checks that a run can write here. It makes an object, tries to make it again, which the store
   * must refuse, and deletes it.
   *
   * @throws IOException if it cannot, if the store does not support conditions, or if the prefix
   *     has tables of another format or workspace
   */
  @Override
  public void check() throws IOException {
    terms.format().check();
    try {
      DurableFiles.probe(stagingFolder.orElseGet(ObjectSink::temporaryFolder));
    } catch (FileSystemException e) {
      throw noScratch(e);
    }
    Optional<LogEntry> last = log.latest();
    if (last.isPresent()) {
      terms.require(last.get(), store.location());
    }
    probe(last.map(LogEntry::number).orElse(0L) + 1);
  }

  private void probe(long number) throws IOException {
    Instant now = terms.clock().instant();
    String run = ObjectNames.run(OutputFolder.runId(now, any -> false));
    String key = new StagedRun(number, run).probe();
    byte[] content = run.getBytes(StandardCharsets.UTF_8);
    try {
      store.createIfAbsent(key, content);
      if (store.createIfAbsent(key, content)) {
        throw new IOException(
            ("Cannot write tables to %s: the store replaces an object that is there although it was"
                    + " told not to (If-None-Match), so that two runs would overwrite each other's"
                    + " commits. Use a version of the store that supports it.")
                .formatted(store.location()));
      }
    } finally {
      store.delete(List.of(key));
    }
  }

  /** The tables that the state knows and that the log does not. */
  @Override
  public Set<String> check(Targets targets) throws IOException {
    Objects.requireNonNull(targets, "targets");
    check();
    Set<String> missing = new LinkedHashSet<>(targets.known());
    missing.retainAll(targets.written());
    log.known().ifPresent(last -> missing.removeAll(last.tables().keySet()));
    return missing;
  }

  /**
   * Begins a run. First finishes the last commit, if its run died.
   *
   * @throws IOException if another run uses the staging folder, if the bucket or that folder cannot
   *     be written, if the prefix has tables of another format or workspace, or if the format
   *     cannot be written here
   */
  @Override
  public SinkTransaction begin() throws IOException {
    terms.format().check();
    StagingFolder scratch = openScratch();
    SinkTransaction transaction = null;
    try {
      transaction = ObjectTransaction.begin(terms, log, scratch, states);
      return transaction;
    } finally {
      if (transaction == null) {
        scratch.remove();
      }
    }
  }

  private StagingFolder openScratch() throws IOException {
    try {
      return StagingFolder.open(
          stagingFolder.isPresent()
              ? stagingFolder.get()
              : Files.createTempDirectory("customerio-staging-"));
    } catch (FileSystemException e) {
      throw noScratch(e);
    }
  }

  private static Path temporaryFolder() {
    return Path.of(System.getProperty("java.io.tmpdir", "."));
  }

  private IOException noScratch(FileSystemException e) {
    return new IOException(
        ("Cannot write tables to %s: %s. A run makes its files in the local staging folder %s first."
                + " Name a folder in which this process may make files.")
            .formatted(
                store.location(),
                FileTransaction.reason(e),
                stagingFolder.orElseGet(ObjectSink::temporaryFolder)),
        e);
  }

  /** Collects a sink's options. */
  public static final class Builder {
    private final ObjectStore store;
    private final FileFormat format;
    private @Nullable Path stagingFolder;
    private Layout layout = Layout.PLACE;
    private Clock clock = Clock.systemUTC();
    private Optional<String> workspace = Optional.empty();

    private Builder(ObjectStore store, FileFormat format) {
      this.store = Objects.requireNonNull(store, "store");
      this.format = Objects.requireNonNull(format, "format");
    }

    /**
     * The local folder in which a run makes its files before they are uploaded. It is the sink's
     * own; one run at a time uses it. Default: a new folder for each run where the system has its
     * temporary files, which a process that is killed leaves there.
     */
    public Builder stagingFolder(Path newFolder) {
      Objects.requireNonNull(newFolder, "newFolder");
      stagingFolder = newFolder.toAbsolutePath().normalize();
      return this;
    }

    /** Where a run leaves its files. Default: {@link Layout#PLACE}. */
    public Builder layout(Layout newLayout) {
      layout = Objects.requireNonNull(newLayout, "newLayout");
      return this;
    }

    /**
     * The clock for the time at which a run begins, which is in the names of its files. Default:
     * the system's clock.
     */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "newClock");
      return this;
    }

    /**
     * Adds a first column {@code _workspace} with this name to each table, so that the files of
     * several workspaces can be read as one table. Each workspace needs a prefix of its own.
     *
     * @param name 1 to 63 letters, digits, dots, {@code _} and {@code -}, a letter or digit first
     * @throws IllegalArgumentException if the name has another form
     */
    public Builder workspace(String name) {
      workspace = Optional.of(WorkspaceName.require(name));
      return this;
    }

    /**
     * Makes the sink; no object is touched.
     *
     * @throws IllegalArgumentException if the format's extension is not fit for the names of files
     */
    public ObjectSink build() {
      CommitJournal.requireExtensions(format, store.location());
      return new ObjectSink(this);
    }
  }
}
