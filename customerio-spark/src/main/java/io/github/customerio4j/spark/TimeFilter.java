package io.github.customerio4j.spark;

import java.time.Instant;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.And;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataTypes;

/**
 * Narrows the range that is read to what a filter may let through. Spark applies the filter to the
 * rows, too, so a second too much does not matter.
 *
 * @param column the column of the creation time
 */
record TimeFilter(String column) {
  private static final long MICROS = 1_000_000;

  /** The times that a filter lets through; all if it says nothing about them. */
  TimeRange of(Predicate filter) {
    if (filter instanceof And both) {
      return of(both.left()).and(of(both.right()));
    }
    Expression[] sides = filter.children();
    if (sides.length != 2) {
      return TimeRange.ALL;
    }
    if (isTime(sides[0]) && sides[1] instanceof Literal<?> literal) {
      return range(filter.name(), literal);
    }
    if (isTime(sides[1]) && sides[0] instanceof Literal<?> literal) {
      return range(mirrored(filter.name()), literal);
    }
    return TimeRange.ALL;
  }

  private boolean isTime(Expression side) {
    return side instanceof NamedReference reference
        && reference.fieldNames().length == 1
        && reference.fieldNames()[0].equals(column);
  }

  private static TimeRange range(String comparison, Literal<?> literal) {
    if (!literal.dataType().equals(DataTypes.TimestampType)
        || !(literal.value() instanceof Long micros)) {
      return TimeRange.ALL;
    }
    Instant floor = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS));
    Instant next = floor.plusSeconds(1);
    boolean isWhole = Math.floorMod(micros, MICROS) == 0;
    return switch (comparison) {
      case ">=", ">" -> new TimeRange(floor, null);
      case "<" -> new TimeRange(null, isWhole ? floor : next);
      case "<=" -> new TimeRange(null, next);
      case "=", "<=>" -> new TimeRange(floor, next);
      default -> TimeRange.ALL;
    };
  }

  private static String mirrored(String comparison) {
    return switch (comparison) {
      case ">" -> "<";
      case ">=" -> "<=";
      case "<" -> ">";
      case "<=" -> ">=";
      default -> comparison;
    };
  }
}
