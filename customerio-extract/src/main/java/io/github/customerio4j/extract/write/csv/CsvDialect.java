package io.github.customerio4j.extract.write.csv;

import java.io.IOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 with {@code \n} for line ends, and one addition: null is an empty field, an empty text
 * is {@code ""}.
 */
final class CsvDialect {

  static final char DELIMITER = ',';
  static final char ENCLOSURE = '"';

  // A format is frozen and its print method keeps nothing, so two serve every cell.
  private static final CSVFormat NULL_OR_TEXT = format(QuoteMode.MINIMAL);
  private static final CSVFormat EMPTY_TEXT = format(QuoteMode.ALL_NON_NULL);

  private CsvDialect() {}

  /** Appends the cell in that column, with the delimiter before it where one belongs. */
  static void print(@Nullable String text, int column, Appendable out) throws IOException {
    CSVFormat format = text != null && text.isEmpty() ? EMPTY_TEXT : NULL_OR_TEXT;
    format.print(text, out, column == 0);
  }

  private static CSVFormat format(QuoteMode quotes) {
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(DELIMITER)
        .setQuote(ENCLOSURE)
        .setQuoteMode(quotes)
        .get();
  }
}
