package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationTest {
  @Test
  void aMissingDestinationIsNamedWithAllThatThereAre() {
    Cli cli = new Cli().with("CUSTOMERIO_APP_API_KEY", "key");
    assertThat(cli.run("extract")).isEqualTo(1);
    assertThat(cli.err())
        .contains(
            "--to is missing. Write --to csv:DIR, jsonl:DIR, jsonl.gz:DIR, jsonl.zst:DIR, parquet:DIR,"
                + " duckdb:FILE, postgresql://HOST/DATABASE or iceberg:NAMESPACE.");
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

  @Test
  void formatsSideBySideDoNotGoOnFromEachOthersRuns(@TempDir Path folder) throws IOException {
    try (Sandbox sandbox = Sandbox.builder().start()) {
      for (String format : List.of("csv", "jsonl", "parquet")) {
        Cli cli = Cli.of(sandbox);
        String to = format + ":" + folder.resolve("crm");
        assertThat(cli.run("extract", "--tables", "messages", "--to", to)).as(cli.said()).isZero();
        assertThat(cli.out())
            .containsPattern("messages +" + sandbox.truth().messages().size() + " ");
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.map(file -> String.valueOf(file.getFileName())))
            .contains("crm", "crm.state.json", "crm.jsonl.state.json", "crm.parquet.state.json");
      }
    }
  }
}
