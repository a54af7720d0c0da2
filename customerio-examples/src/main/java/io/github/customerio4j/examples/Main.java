package io.github.customerio4j.examples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The entry point of {@code customerio-examples.jar}: its first argument names an example. */
public final class Main {
  private static final int USAGE_ERROR = 1;

  private static final List<Example> EXAMPLES =
      List.of(
          new Example(
              "list-and-filter",
              "list campaigns and search people by a filter",
              ListAndFilter::main),
          new Example(
              "stream-messages",
              "read messages by a loop, by a stream, and page by page",
              StreamMessages::main),
          new Example(
              "extract-to-csv", "extract tables into CSV files: [FOLDER]", ExtractToCsv::main),
          new Example(
              "continue-since-last-run",
              "extract only what is new since the last run: [FOLDER]",
              ContinueSinceLastRun::main),
          new Example(
              "load-into-duckdb",
              "load tables into a DuckDB file and query it: [FOLDER]",
              LoadIntoDuckDb::main),
          new Example("watch-progress", "print the progress of an extraction", WatchProgress::main),
          new Example(
              "custom-table-sink",
              "extract into a destination of your own",
              CustomTableSink::main));

  private Main() {}

  /** A program that the command runs by its name. */
  private record Example(String name, String shows, Program program) {}

  /** The {@code main} method of an example. */
  @FunctionalInterface
  private interface Program {
    void run(String[] arguments) throws Exception;
  }

  /**
   * Runs the named example, or lists all of them if there is no name.
   *
   * @param arguments the name, such as {@code list-and-filter}, and the arguments of the example
   * @throws Exception if the example fails
   */
  public static void main(String[] arguments) throws Exception {
    int exitCode = run(arguments, System.out, System.err);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
    if (arguments.length == 0) {
      list(out);
      return 0;
    }
    Optional<Example> example = named(arguments[0]);
    if (example.isEmpty()) {
      err.printf(
          "Cannot run \"%s\": there is no such example. Choose one of these:%n", arguments[0]);
      list(err);
      return USAGE_ERROR;
    }
    example.get().program().run(Arrays.copyOfRange(arguments, 1, arguments.length));
    return 0;
  }

  /** The names of all examples, in the order of the list. */
  static List<String> names() {
    return EXAMPLES.stream().map(Example::name).toList();
  }

  /** Also accepts the name of the class: {@code ListAndFilter}. */
  private static Optional<Example> named(String name) {
    String plain = plain(name);
    return EXAMPLES.stream().filter(example -> plain(example.name()).equals(plain)).findFirst();
  }

  private static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static void list(PrintStream to) {
    EXAMPLES.forEach(example -> to.printf("  %-24s %s%n", example.name(), example.shows()));
  }
}
