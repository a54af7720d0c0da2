package io.github.customerio4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that the locale of the process cannot write. macOS writes names in UTF-8 in any locale. */
@DisabledOnOs({OS.MAC, OS.WINDOWS})
class LocaleTest {
  /** The name größe, for a shell of any locale. */
  private static final String NAME = "\"$(printf 'gr\\303\\266\\303\\237e')\"";

  @TempDir Path folder;

  private String said = "";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extract --to csv:NAME",
        "extract --to duckdb:NAME",
        "extract --to csv:out --state NAME",
        "extract --to csv:out --config NAME",
        "extract --to csv:out --key-file NAME",
        "extract --to csv:out --report NAME",
        "extract --to csv:out --spool NAME",
        "check --to csv:NAME",
        "state import NAME --to csv:out",
        "state export NAME --to csv:out",
        "demo --out NAME"
      })
  void nameThatTheLocaleCannotWriteIsRefusedWithTheLocale(String command)
      throws IOException, InterruptedException {
    assertThat(run("LC_ALL=C exec " + java() + command.replace("NAME", NAME))).isEqualTo(1);
    assertThat(said).contains("locale", "sun.jnu.encoding", "LC_ALL=C.UTF-8");
  }

  @Test
  void currentFolderThatTheLocaleCannotWriteIsRefusedWithTheLocale()
      throws IOException, InterruptedException {
    String there = "mkdir " + NAME + " && cd " + NAME + " && ";
    assertThat(run(there + "LC_ALL=C exec " + java() + "extract --to csv:out")).isEqualTo(1);
    assertThat(said).contains("Cannot use the current folder", "sun.jnu.encoding", "LC_ALL");
  }

  private static String java() {
    return String.format(
        Locale.ROOT,
        "'%s' -XX:TieredStopAtLevel=1 -cp '%s' %s ",
        Path.of(System.getProperty("java.home"), "bin", "java"),
        System.getProperty("java.class.path"),
        Main.class.getName());
  }

  private int run(String script) throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", script);
    shell.directory(folder.toFile()).redirectErrorStream(true);
    shell.environment().put("CUSTOMERIO_APP_API_KEY", "key");
    // Refused before a request is made; nobody listens at port 9.
    shell.environment().put("CUSTOMERIO_BASE_URL", "http://127.0.0.1:9/v1");
    Process process = shell.start();
    process.getOutputStream().close();
    said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }
}
