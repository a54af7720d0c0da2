package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSchema;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The output folder and the names of one run's files in it: {@code NAME.EXTENSION} for a whole
 * table, {@code NAME/RUN_ID.EXTENSION} for rows that are appended to a table.
 */
final class OutputFolder {

  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The name of an appended file: the run's id, numbered if the second is taken; extension. */
  private static final Pattern PART = Pattern.compile("(\\d{8}T\\d{6}Z(?:-\\d+)?)\\.(.+)");

  private final Path path;
  private final FileFormat format;
  private final String runId;

  private OutputFolder(Path path, FileFormat format, String runId) {
    this.path = path;
    this.format = format;
    this.runId = runId;
  }

  /** The folder for a run that begins now. The previous run must be finished or undone. */
  static OutputFolder open(Path path, FileFormat format, Clock clock) throws IOException {
    Set<String> taken = format.appends() ? runIds(path) : Set.of();
    return new OutputFolder(path, format, runId(clock.instant(), taken::contains));
  }

  /** The id of a run that begins at a time: its second, with a number if that is taken. */
  static String runId(Instant time, Predicate<String> isTaken) {
    String begin = RUN_ID.format(time);
    String runId = begin;
    for (int number = 2; isTaken.test(runId); number++) {
      runId = begin + "-" + number;
    }
    return runId;
  }

  Path path() {
    return path;
  }

  Path resolve(String file) {
    return path.resolve(file);
  }

  /** The run's id if the table's rows are appended to those of previous runs; else empty. */
  Optional<String> runId(TableSchema schema) {
    boolean isAppended = format.appends() && schema.loadType() == LoadType.INCREMENTAL_UPDATE;
    return isAppended ? Optional.of(runId) : Optional.empty();
  }

  /** The table's data file, relative to this folder. */
  String dataFile(TableSchema schema) {
    return runId(schema).map(id -> schema.name() + "/" + id).orElse(schema.name())
        + "."
        + format.extension();
  }

  /**
   * The files of previous runs that the table's new file replaces, relative to this folder: all if
   * it is the whole table, none if it is appended.
   *
   * @param suffixes the ends of the names of companion files, after the data file's name
   */
  List<String> superseded(TableSchema schema, Set<String> suffixes) throws IOException {
    if (runId(schema).isPresent()) {
      return List.of();
    }
    List<String> dataFiles = new ArrayList<>();
    for (String extension : new TreeSet<>(format.extensions())) {
      if (!extension.equals(format.extension())) {
        dataFiles.add(schema.name() + "." + extension);
      }
    }
    if (format.appends()) {
      for (String name : names(path.resolve(schema.name()))) {
        Matcher part = PART.matcher(name);
        if (part.matches() && format.extensions().contains(part.group(2))) {
          dataFiles.add(schema.name() + "/" + name);
        }
      }
    }
    return dataFiles.stream()
        .flatMap(file -> Stream.concat(Stream.of(file), suffixes.stream().map(file::concat)))
        .filter(file -> Files.isRegularFile(path.resolve(file)))
        .toList();
  }

  /** The files that the table's new file is appended to, the oldest first. */
  List<String> appendedTo(TableSchema schema) throws IOException {
    if (runId(schema).isEmpty()) {
      return List.of();
    }
    List<String> files = new ArrayList<>();
    String end = "." + format.extension();
    for (String name : names(path.resolve(schema.name()))) {
      Matcher part = PART.matcher(name);
      if (part.matches() && name.equals(part.group(1) + end)) {
        files.add(part.group(1));
      }
    }
    files.sort(Comparator.comparing(OutputFolder::second).thenComparing(OutputFolder::number));
    files.replaceAll(id -> schema.name() + "/" + id + end);
    files.add(0, schema.name() + end);
    files.removeIf(file -> !Files.isRegularFile(path.resolve(file)));
    return files;
  }

  private static String second(String runId) {
    int dash = runId.indexOf('-');
    return dash < 0 ? runId : runId.substring(0, dash);
  }

  private static BigInteger number(String runId) {
    int dash = runId.indexOf('-');
    return dash < 0 ? BigInteger.ONE : new BigInteger(runId.substring(dash + 1));
  }

  /** The ids of the runs that appended to a table here. */
  private static Set<String> runIds(Path path) throws IOException {
    Set<String> ids = new TreeSet<>();
    for (String table : names(path)) {
      if (CommitJournal.isTableName(table)) {
        for (String name : names(path.resolve(table))) {
          Matcher part = PART.matcher(name);
          if (part.matches()) {
            ids.add(part.group(1));
          }
        }
      }
    }
    return ids;
  }

  /** The sorted names in a folder; none if there is no such folder. */
  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
