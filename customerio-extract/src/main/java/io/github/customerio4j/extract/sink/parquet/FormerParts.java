package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that runs before wrote for a table, and whether their values fit another type. */
final class FormerParts {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");
  private static final Pattern SECONDS = Pattern.compile("0|-?[1-9][0-9]{0,10}");
  private static final Pattern FLAG = Pattern.compile("true|false");

  private final List<Path> files;

  FormerParts(List<Path> files) {
    this.files = files;
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
    for (Path file : files) {
      try (ParquetPart part = ParquetPart.open(file)) {
        Optional<String> misfit = part.misfit(column, fitting);
        if (misfit.isPresent()) {
          return misfit;
        }
      }
    }
    return Optional.empty();
  }
}
