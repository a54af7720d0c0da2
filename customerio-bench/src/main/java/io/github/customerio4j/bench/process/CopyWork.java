package io.github.customerio4j.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Extracts messages into a CSV file that a database then copies into a table of text columns. */
public final class CopyWork implements Worker.Work {
  /** The value of argument {@code work}. */
  public static final String NAME = "copy";

  private static final String TABLE = "messages_copied";

  private final WorkerArguments arguments;
  private final ExtractWork extraction;

  CopyWork(WorkerArguments arguments, ExtractWork extraction) {
    this.arguments = arguments;
    this.extraction = extraction;
  }

  @Override
  public BenchFigures.Traffic run() throws IOException, SQLException {
    BenchFigures.Traffic traffic = extraction.run();
    Path file = Path.of(arguments.text("folder"), "tables", "messages.csv");
    try (Connection connection = DriverManager.getConnection(ExtractWork.database(arguments));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + TABLE);
      statement.execute("CREATE TABLE " + TABLE + " (" + columns(file) + ")");
      statement.execute("COPY " + TABLE + " FROM '" + file + "' (FORMAT csv, HEADER)");
      return traffic;
    }
  }

  /** The columns of the header, whose names are never quoted in the file. */
  private static String columns(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return Arrays.stream(lines.findFirst().orElseThrow().split(",", -1))
          .map(name -> '"' + name + "\" VARCHAR")
          .collect(Collectors.joining(", "));
    }
  }
}
