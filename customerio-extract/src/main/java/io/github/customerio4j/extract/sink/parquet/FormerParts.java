package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.file.NewFile;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that runs before wrote for a table, and whether their values fit another type. */
final class FormerParts {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");
  private static final Pattern SECONDS = Pattern.compile("0|-?[1-9][0-9]{0,10}");
  private static final Pattern FLAG = Pattern.compile("true|false");

  private final NewFile file;

  /** Those before a new one. */
  FormerParts(NewFile file) {
    this.file = file;
  }

  /** Whether values of one type may fit the other one, which shows or holds them in its own way. */
  static boolean mayFit(DataType from, DataType to) {
    return switch (to) {
      case INTEGER, BOOLEAN -> from == DataType.TEXT;
      case TIME -> from == DataType.TEXT || from == DataType.INTEGER;
      default -> false;
    };
  }

  /** A value of the column that does not fit the type; empty if all do. */
  Optional<String> misfit(String column, DataType to) throws IOException {
    Pattern fitting =
        switch (to) {
          case TIME -> SECONDS;
          case BOOLEAN -> FLAG;
          default -> WHOLE_NUMBER;
        };
    return ParquetPart.misfit(file, column, fitting);
  }
}
