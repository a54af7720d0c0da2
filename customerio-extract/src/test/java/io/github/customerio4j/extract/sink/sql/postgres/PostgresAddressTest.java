package io.github.customerio4j.extract.sink.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          h/d                      | h/d          | -       | -
          h:5433/d?sslmode=require | h:5433/d     | -       | -
          [::1]:5433/d             | [::1]:5433/d | -       | -
          a:1,b:2/d                | a:1,b:2/d    | -       | -
          h/d?user=me@corp         | h/d          | me@corp | -
          ana@h/d                  | h/d          | ana     | -
          ana:p@h/d?a=b            | h/d          | ana     | p
          ana:p#/@:%&=+@h/d        | h/d          | ana     | p#/@:%&=+
          a%40b:p%3Fq@h/d          | h/d          | a@b     | p?q
          ana:100%@h/d             | h/d          | ana     | 100%
          h/d?user=a&password=%C3%BC | h/d        | a       | \u00fc
          """)
  void userAndPasswordAreParsedAndNotShown(
      String address, String place, String user, String password) {
    for (String scheme : new String[] {"postgresql://", "jdbc:postgresql://", "postgres://"}) {
      PostgresAddress parsed = PostgresAddress.parse(scheme + address);
      assertThat(parsed).hasToString("jdbc:postgresql://" + place);
      assertThat(parsed.properties().getProperty("user")).isEqualTo(user);
      assertThat(parsed.properties().getProperty("password")).isEqualTo(password);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "h", "h/", "ana:SECRET@h", "ana:SECRET?x@h/d", "ana:SECRET#h/d", "h:SECRET/d"})
  void malformedAddressIsRefusedWithoutShowingIt(String address) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PostgresAddress.parse("postgresql://" + address))
        .withMessageContaining("it does not name HOST/DATABASE")
        .withMessageNotContaining("SECRET");
  }
}
