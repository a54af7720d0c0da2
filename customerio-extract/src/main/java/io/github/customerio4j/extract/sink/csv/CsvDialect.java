package io.github.customerio4j.extract.sink.csv;

/**
 * RFC 4180 with {@code \n} for line ends, and one addition: null is an empty field, an empty text
 * is {@code ""}.
 */
final class CsvDialect {

  static final char DELIMITER = ',';
  static final char ENCLOSURE = '"';

  private CsvDialect() {}
}
