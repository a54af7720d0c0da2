package io.github.customerio4j.cli.options;

import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.SinkProvider;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.file.ObjectSink;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the tables go, and what the next run continues from. */
public final class DestinationOptions {
  private static final String POSTGRESQL = "postgresql://";
  private static final String ICEBERG = "iceberg:";

  /** One line per kind; a kind of files needs only its format. */
  private static final List<Kind> KINDS =
      List.of(
          folder("csv:", typing -> CsvFormat.standard()),
          folder("jsonl:", typing -> JsonlFormat.plain()),
          folder("jsonl.gz:", typing -> JsonlFormat.gzip()),
          folder("jsonl.zst:", typing -> JsonlFormat.zstd()),
          folder("parquet:", typing -> ParquetFormat.standard().withTyping(typing)),
          new Kind("duckdb:", "FILE", DestinationOptions::duckDb),
          new Kind(POSTGRESQL, "HOST/DATABASE", DestinationOptions::postgresql),
          new Kind(ICEBERG, "NAMESPACE", DestinationOptions::iceberg));

  /** A destination with a state and without tables. */
  private static final TableSink NOWHERE =
      () -> {
        throw new IOException("Cannot write tables: --to is missing.");
      };

  @Option(
      names = "--to",
      paramLabel = "DESTINATION",
      description = {
        "csv:DIR, jsonl:DIR (jsonl.gz:, jsonl.zst: compressed), parquet:DIR, duckdb:FILE or",
        "postgresql://USER@HOST/DATABASE (its password from ~/.pgpass, or as USER:PASSWORD@).",
        "DIR may be in a bucket, such as parquet:s3://BUCKET/PREFIX, gs:// or az://. For",
        "iceberg:NAMESPACE, see docs/iceberg.md."
      })
  private @Nullable String to;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "The database's schema. Default: main for DuckDB, public for PostgreSQL")
  private @Nullable String schema;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "What the names of tables in a database begin with. Default: nothing")
  private String prefix = "";

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = {
        "Adds column _workspace with this name, so that many workspaces can share tables: a run",
        "changes only the rows of its own. In files, each workspace has a folder of its own."
      })
  private @Nullable String workspace;

  @Option(
      names = "--adopt",
      paramLabel = "TABLE",
      description = {
        "A table of the database that no run has made and that runs may merge rows into; its rows and",
        "columns stay. Repeatable. Without this, such a table is refused."
      })
  private List<String> adopted = new ArrayList<>();

  @Option(
      names = "--no-run-log",
      description = {
        "Do not note in table _customerio_runs of the database what each run did with each table."
      })
  private boolean isWithoutRunLog;

  @Option(
      names = "--store",
      paramLabel = "NAME=VALUE",
      description = {
        "A setting of the bucket, such as endpoint=https://minio.example.com, region=eu-west-1 or",
        "path-style=true. Repeatable. Credentials come from where the cloud's own tools take them."
      })
  private List<String> storeSettings = new ArrayList<>();

  @Option(
      names = "--layout",
      paramLabel = "place|log",
      description = {
        "Where a bucket's files are: each table at a place of its own, copied there at the commit; or",
        "at new names, which readers find by the manifests, and nothing is copied. Default: place"
      })
  private String layout = "place";

  @Option(
      names = "--iceberg",
      paramLabel = "NAME=VALUE",
      description = {
        "A property of the catalog of Iceberg, such as type=rest, uri=https://catalog.example.com or",
        "warehouse=s3://BUCKET/PREFIX. Repeatable."
      })
  private List<String> icebergProperties = new ArrayList<>();

  @Option(
      names = "--types",
      paramLabel = "typed|keep|strict|text",
      description = {
        "The types of columns in a database or in Parquet: as documented; the same, but columns that",
        "are there keep theirs; the same, and a value that does not fit ends the run; all text.",
        "Default: typed"
      })
  private String types = "typed";

  @Option(
      names = "--state",
      converter = PathArgument.class,
      paramLabel = "FILE",
      description =
          "What the next run continues from. Default: DIR.state.json (DIR.jsonl.state.json and so"
              + " on) beside the folder, or a table of the database")
  private @Nullable Path state;

  /** Adds a column with this name to all tables, so that others can write them, too. */
  public void shareAs(String nameOfWorkspace) {
    workspace = nameOfWorkspace;
  }

  /**
   * A sink with the state that goes with it.
   *
   * @param name what it is called in messages, without secrets
   * @param sink where tables go
   * @param state what the next run continues from
   * @param database the file that opening the state would make
   * @param place where tables and state are, to find destinations that are the same
   */
  public record Opened(
      String name, TableSink sink, StateStore state, Optional<Path> database, Place place) {

    /** The state, to be read only: a database that is not there is not made. */
    public StateStore stateToRead() {
      boolean isToBeMade = database.isPresent() && Files.notExists(database.get());
      return isToBeMade ? new MemoryStateStore() : state;
    }
  }

  /**
   * Where a destination is.
   *
   * @param tables equal for destinations that would write the same tables; names no secret
   * @param state the file of the state; empty if the tables' database holds it
   * @param canBeShared whether several workspaces can write these tables, with a column of their
   *     names
   */
  public record Place(String tables, Optional<Path> state, boolean canBeShared) {}

  /** A kind of destination: how it is written, and what opens what follows the prefix. */
  private record Kind(
      String prefix, String rest, BiFunction<DestinationOptions, String, Opened> opening) {
    Opened open(DestinationOptions options, String to) {
      return opening.apply(options, to.substring(prefix.length()));
    }
  }

  private static Kind folder(String prefix, Function<Typing, FileFormat> format) {
    return new Kind(
        prefix,
        "DIR",
        (to, rest) ->
            rest.contains("://")
                ? to.bucket(prefix, rest, format)
                : to.files(prefix, PathArgument.of("--to", rest), format));
  }

  /**
   * Makes ready; connects to nothing yet.
   *
   * @throws IllegalArgumentException if there is no such destination, or none is named
   */
  public Opened open() {
    return find()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot extract: --to is missing. Write --to " + written(KINDS) + "."));
  }

  /** The same; empty if no destination is named. */
  public Optional<Opened> find() {
    if (to == null) {
      return Optional.empty();
    }
    String text = to;
    return Optional.of(
        KINDS.stream()
            .filter(kind -> text.startsWith(kind.prefix()))
            .filter(kind -> text.length() > kind.prefix().length())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot use --to \""
                            + withoutSecret(text)
                            + "\": there is no such destination. Write "
                            + written(KINDS)
                            + "."))
            .open(this, text));
  }

  /** The same; nowhere, with the state of a first run or that of the file, if none is named. */
  public Opened openOrNowhere() {
    StateStore store = state == null ? new MemoryStateStore() : new FileStateStore(state);
    return find()
        .orElse(
            new Opened(
                "",
                NOWHERE,
                store,
                Optional.empty(),
                new Place("", Optional.ofNullable(state), false)));
  }

  /**
   * The state alone.
   *
   * @throws IllegalArgumentException if neither it nor a destination is named
   */
  public Opened openState() {
    if (to == null && state == null) {
      throw new IllegalArgumentException(
          "Cannot find the state: neither --to nor --state is there. Name the destination that it"
              + " belongs to, or its file.");
    }
    return openOrNowhere();
  }

  private Opened files(String prefix, Path folder, Function<Typing, FileFormat> format) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (absolute.getFileName() == null) {
      throw new IllegalArgumentException(
          "Cannot use --to "
              + prefix
              + folder
              + ": it is the root of a file system. Name a folder.");
    }
    // Each format in a folder has a state of its own.
    String infix = prefix.startsWith("csv") ? "" : "." + prefix.split("[.:]", -1)[0];
    Path beside = absolute.resolveSibling(absolute.getFileName() + infix + ".state.json");
    Path file = Optional.ofNullable(state).orElse(beside);
    FileSink.Builder sink = FileSink.builder(folder, format.apply(typing()));
    if (workspace != null) {
      sink.workspace(workspace);
    }
    Place place =
        new Place(absolute + infix, Optional.of(file.toAbsolutePath().normalize()), false);
    return new Opened(
        prefix + folder, sink.build(), new FileStateStore(file), Optional.empty(), place);
  }

  private Opened bucket(String prefix, String address, Function<Typing, FileFormat> format) {
    ObjectSink.Builder builder =
        FileSink.builder(
                ObjectStore.open(address, NamedValues.of("--store", storeSettings)),
                format.apply(typing()))
            .layout(layout());
    if (workspace != null) {
      builder.workspace(workspace);
    }
    ObjectSink sink = builder.build();
    String name = prefix + address;
    Place place = new Place(address.replaceFirst("/+$", ""), stateFile(), false);
    return new Opened(name, sink, stateOr(sink.stateStore()), Optional.empty(), place);
  }

  private Opened iceberg(String namespace) {
    SinkProvider.Options options =
        new SinkProvider.Options(
            NamedValues.of("--iceberg", icebergProperties),
            typing(),
            Optional.ofNullable(workspace));
    String name = ICEBERG + namespace;
    TableSink sink = AddedDestination.open(ICEBERG, namespace, options);
    StateStore own =
        sink instanceof StateStore.Provider owner ? owner.stateStore() : new MemoryStateStore();
    Place place = new Place(sink.location().orElse(name), stateFile(), false);
    return new Opened(name, sink, stateOr(own), Optional.empty(), place);
  }

  private Optional<Path> stateFile() {
    return Optional.ofNullable(state).map(path -> path.toAbsolutePath().normalize());
  }

  /** The state in the file that the user names, else where the destination itself keeps it. */
  private StateStore stateOr(StateStore own) {
    return state == null ? own : new FileStateStore(state);
  }

  private ObjectSink.Layout layout() {
    return switch (layout) {
      case "place" -> ObjectSink.Layout.PLACE;
      case "log" -> ObjectSink.Layout.LOG;
      default ->
          throw new IllegalArgumentException(
              "Cannot use --layout \"" + layout + "\": write place or log.");
    };
  }

  private Opened duckDb(String rest) {
    Path file = PathArgument.of("--to", rest);
    String place = "duckdb:" + file.toAbsolutePath().normalize();
    return database("duckdb:" + file, SqlSink.duckDb(file), Optional.of(file), place + " main");
  }

  private Opened postgresql(String rest) {
    int query = rest.indexOf('?');
    String path = query < 0 ? rest : rest.substring(0, query);
    String place = POSTGRESQL + path.substring(path.lastIndexOf('@') + 1);
    SqlSink.Builder builder = SqlSink.postgresql(POSTGRESQL + rest);
    return database(place, builder, Optional.empty(), place + " public");
  }

  /**
   * Makes a database ready.
   *
   * @param main what is written without a schema of its own
   */
  private Opened database(String name, SqlSink.Builder builder, Optional<Path> file, String main) {
    builder.prefix(prefix).typing(typing());
    adopted.forEach(builder::adopt);
    if (isWithoutRunLog) {
      builder.withoutRunLog();
    }
    if (schema != null) {
      builder.schema(schema);
    }
    if (workspace != null) {
      builder.workspace(workspace);
    }
    SqlSink sink = builder.build();
    String tables =
        (schema == null ? main : main.substring(0, main.lastIndexOf(' ') + 1) + schema)
            + " "
            + prefix;
    if (state == null) {
      return new Opened(
          name, sink, sink.stateStore(), file, new Place(tables, Optional.empty(), true));
    }
    Place place = new Place(tables, Optional.of(state.toAbsolutePath().normalize()), true);
    return new Opened(name, sink, new FileStateStore(state), Optional.empty(), place);
  }

  private Typing typing() {
    return types.equals("text") ? Typing.TEXT : Typing.TYPED;
  }

  /** How columns get their types. */
  public ExtractionConfig.Types types() {
    return switch (types) {
      case "typed", "text" -> ExtractionConfig.Types.WIDEN;
      case "keep" -> ExtractionConfig.Types.KEEP;
      case "strict" -> ExtractionConfig.Types.STRICT;
      default ->
          throw new IllegalArgumentException(
              "Cannot use --types \"" + types + "\": write typed, keep, strict or text.");
    };
  }

  private static String written(List<Kind> kinds) {
    List<String> forms = kinds.stream().map(kind -> kind.prefix() + kind.rest()).toList();
    return String.join(", ", forms.subList(0, forms.size() - 1))
        + " or "
        + forms.get(forms.size() - 1);
  }

  /** Whatever looks like an address may hold a password, anywhere. */
  private static String withoutSecret(String text) {
    return text.replaceAll("(?s):.+$", ":…");
  }
}
