package io.github.customerio4j.extract.sink.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** The dialect as Apache Commons CSV writes it, as the reference for the encoder. */
public final class CommonsCsv {
  private static final CSVFormat NULL_OR_TEXT = format(QuoteMode.MINIMAL);
  private static final CSVFormat EMPTY_TEXT = format(QuoteMode.ALL_NON_NULL);

  private CommonsCsv() {}

  /** Appends the cell of a column, with a delimiter before it unless it is the first. */
  public static void print(@Nullable String text, int column, Appendable out) {
    CSVFormat format = text != null && text.isEmpty() ? EMPTY_TEXT : NULL_OR_TEXT;
    try {
      format.print(text, out, column == 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line without its line end. */
  static String line(@Nullable String... cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.length; column++) {
      print(cells[column], column, line);
    }
    return line.toString();
  }

  private static CSVFormat format(QuoteMode quotes) {
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(CsvDialect.DELIMITER)
        .setQuote(CsvDialect.ENCLOSURE)
        .setQuoteMode(quotes)
        .get();
  }
}
