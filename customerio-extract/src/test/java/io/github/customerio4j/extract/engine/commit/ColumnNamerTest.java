package io.github.customerio4j.extract.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNamerTest {
  private final ColumnNamer namer = new ColumnNamer();

  @ParameterizedTest
  @CsvSource({
    "id, id",
    "Name, Name",
    "a.b, a_b",
    "a b-c, a_b-c",
    "$price, price",
    "_id_, id",
    "-_-x-_-, x",
    "a__b, a__b",
    "naïve, na_ve",
    "😀x😀, x",
    "ключ, column",
    "'', column",
    "___, column",
    "'line\nbreak\"', line_break"
  })
  void nameHasAsciiLettersDigitsDashAndUnderscoreOnly(String text, String name) {
    assertThat(ColumnNamer.plainName(text)).isEqualTo(name);
  }

  @Test
  void nameIsCutTo64CharactersAndNeverEndsInAnUnderscore() {
    assertThat(ColumnNamer.plainName("x".repeat(65))).isEqualTo("x".repeat(64));
    assertThat(ColumnNamer.plainName("x".repeat(63) + "_y")).isEqualTo("x".repeat(63));
    assertThat(ColumnNamer.plainName("__" + "x".repeat(64))).isEqualTo("x".repeat(64));
  }

  @Test
  void collidingNamesAreNumberedInOrderOfCalls() {
    assertThat(namer.uniqueName("a.b")).isEqualTo("a_b");
    assertThat(namer.uniqueName("a_b")).isEqualTo("a_b_2");
    assertThat(namer.uniqueName("a b")).isEqualTo("a_b_3");
  }

  @Test
  void namesThatDifferInCaseOnlyCollideInAnyLocale() {
    assertThat(namer.uniqueName("TITLE")).isEqualTo("TITLE");
    assertThat(namer.uniqueName("title")).isEqualTo("title_2");
    assertThat(namer.reserve("Title")).isFalse();
  }

  @Test
  void suffixFitsInto64Characters() {
    String longName = "x".repeat(80);
    namer.uniqueName(longName);

    assertThat(namer.uniqueName(longName)).isEqualTo("x".repeat(62) + "_2");
    String withEdge = "y".repeat(61) + "_yyy";
    namer.uniqueName(withEdge);
    assertThat(namer.uniqueName(withEdge)).isEqualTo("y".repeat(61) + "_2");
  }

  @Test
  void suffixedNameAvoidsExistingNames() {
    namer.uniqueName("a_2");
    namer.uniqueName("a");

    assertThat(namer.uniqueName("A")).isEqualTo("A_3");
  }

  @Test
  void emptyNamesAreNumberedToo() {
    assertThat(namer.uniqueName("")).isEqualTo("column");
    assertThat(namer.uniqueName("_")).isEqualTo("column_2");
  }

  @Test
  void tableNameKeepsUnderscoresAtItsEnds() {
    assertThat(namer.uniqueTableName("activity__o:1:")).isEqualTo("activity__o_1_");
    assertThat(namer.uniqueTableName("activity__o.1.")).isEqualTo("activity__o_1__2");
    assertThat(namer.uniqueTableName("activity_secondary:dropped_email"))
        .isEqualTo("activity_secondary_dropped_email");
    String longName = "t".repeat(64);
    assertThat(namer.uniqueTableName(longName + "1")).isEqualTo(longName);
    assertThat(namer.uniqueTableName(longName + "2")).isEqualTo("t".repeat(62) + "_2");
  }

  @Test
  void anyTextGetsUniqueUsableName() {
    Random random = new Random(7);
    Set<String> lower = new HashSet<>();
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(70); length > 0; length--) {
        text.append("aA_-. é😀".charAt(random.nextInt(9)));
      }
      String name = namer.uniqueName(text.toString());
      assertThat(name).matches("[A-Za-z0-9]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?");
      assertThat(lower.add(name.toLowerCase(Locale.ROOT))).as(name).isTrue();
    }
  }
}
