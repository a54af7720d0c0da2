package io.github.customerio4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DestinationTest {
  @Test
  void aMissingDestinationIsNamedWithAllThatThereAre() {
    Cli cli = new Cli().with("CUSTOMERIO_APP_API_KEY", "key");
    assertThat(cli.run("extract")).isEqualTo(1);
    assertThat(cli.err())
        .contains(
            "--to is missing. Write --to csv:DIR, jsonl:DIR, jsonl.gz:DIR, jsonl.zst:DIR, parquet:DIR,"
                + " duckdb:FILE or postgresql://HOST/DATABASE.");
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
