package io.github.customerio4j.extract.write.sql;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of SQL that are made of lists. */
final class SqlText {
  private SqlText() {}

  /** A piece for each name, put together. */
  static String pairs(List<String> names, String piece, String between) {
    return names.stream().map(piece::formatted).collect(Collectors.joining(between));
  }
}
