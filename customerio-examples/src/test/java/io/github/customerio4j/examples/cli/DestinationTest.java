package io.github.customerio4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          h/d                      | jdbc:postgresql://h/d?
          h:5433/d?sslmode=require | jdbc:postgresql://h:5433/d?sslmode=require
          [::1]:5433/d             | jdbc:postgresql://[::1]:5433/d?
          a:1,b:2/d                | jdbc:postgresql://a:1,b:2/d?
          h/d?user=me@corp         | jdbc:postgresql://h/d?user=me@corp
          ana@h/d                  | jdbc:postgresql://h/d?user=ana
          ana:p@h/d?a=b            | jdbc:postgresql://h/d?a=b&user=ana&password=p
          ana:p#/@:%&=+ @h/d       | jdbc:postgresql://h/d?user=ana&password=p%23%2F%40%3A%25%26%3D%2B+
          a%40b:p%3Fq@h/d          | jdbc:postgresql://h/d?user=a%40b&password=p%3Fq
          ana:100%@h/d             | jdbc:postgresql://h/d?user=ana&password=100%25
          """)
  void anAddressIsWrittenAsOnesLikeIt(String address, String expected) {
    assertThat(PostgresAddress.jdbcUrl(address)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "h", "h/", "ana:SECRET@h", "ana:SECRET?x@h/d", "ana:SECRET#h/d", "h:SECRET/d"})
  void whatIsNoAddressIsRefusedWithoutBeingRepeated(String address) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PostgresAddress.jdbcUrl(address))
        .withMessageContaining("it does not name HOST/DATABASE")
        .withMessageNotContaining("SECRET");
  }

  @Test
  void aMissingDestinationIsNamedWithAllThatThereAre() {
    Cli cli = new Cli().with("CUSTOMERIO_APP_API_KEY", "key");
    assertThat(cli.run("extract")).isEqualTo(1);
    assertThat(cli.err())
        .contains(
            "--to is missing. Write --to csv:DIR, duckdb:FILE or postgresql://HOST/DATABASE.");
  }

  @Test
  void aPasswordIsInNoMessage() {
    Cli cli = new Cli().with("CUSTOMERIO_APP_API_KEY", "key");
    // Nobody listens there.
    String to = "postgresql://ana:p#SECRET/@127.0.0.1:1/d";
    assertThat(cli.run("state", "show", "--to", to)).isEqualTo(2);
    assertThat(cli.said()).contains("Cannot").doesNotContain("SECRET");
    assertThat(cli.run("state", "show", "--too", to)).isEqualTo(1);
    assertThat(cli.said()).contains("--too").doesNotContain("SECRET");
    assertThat(cli.run("state", "show", "--to", to.replace("postgresql", "mysql"))).isEqualTo(1);
    assertThat(cli.said()).contains("\"mysql:…\"").doesNotContain("SECRET");
  }
}
