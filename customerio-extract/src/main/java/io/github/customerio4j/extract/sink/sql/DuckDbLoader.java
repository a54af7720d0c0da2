package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Passes rows to DuckDB's appender, each cell as a value of its column's type. */
final class DuckDbLoader implements Dialect.Loader {
  private static final long MICROS = 1_000_000;

  private final DuckDBAppender appender;
  private final SqlType[] types;

  DuckDbLoader(DuckDBAppender appender, List<SqlType> types) {
    this.appender = appender;
    this.types = types.toArray(SqlType[]::new);
  }

  @Override
  public void add(Row row, int[] columns) throws IOException {
    try {
      appender.beginRow();
      for (int i = 0; i < columns.length; i++) {
        append(row, columns[i], types[i]);
      }
      appender.endRow();
    } catch (SQLException e) {
      throw SqlFailure.of("load a row", e);
    }
  }

  private void append(Row row, int column, SqlType type) throws SQLException {
    if (row.kind(column) == CellKind.NULL) {
      appender.appendNull();
      return;
    }
    byte[] text = row.utf8(column);
    int start = row.start(column);
    int end = row.end(column);
    switch (type.type()) {
      case INTEGER -> appender.append(row.wholeNumber(column));
      case TIME -> appender.appendEpochMicros(row.wholeNumber(column) * MICROS);
      case BOOLEAN -> appender.append(text[start] == 't');
      case DECIMAL -> appender.append(decimal(row.text(column), type.scale()));
      case JSON, NUMBER, NONE, TEXT -> appender.append(Arrays.copyOfRange(text, start, end));
    }
  }

  private static @Nullable BigDecimal decimal(@Nullable String text, int scale) {
    return text == null ? null : new BigDecimal(text).setScale(scale);
  }

  @Override
  public void finish() throws IOException {
    try {
      appender.flush();
    } catch (SQLException e) {
      throw SqlFailure.of("load rows", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      appender.close();
    } catch (SQLException e) {
      throw SqlFailure.of("load rows", e);
    }
  }
}
