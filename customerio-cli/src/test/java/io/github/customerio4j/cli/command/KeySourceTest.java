package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the key may come from, and that nothing repeats it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeySourceTest {
  private final Sandbox sandbox = Sandbox.builder().start();
  private Cli cli = Cli.of(sandbox);

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    cli = Cli.of(sandbox).without("CUSTOMERIO_APP_API_KEY");
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  private int plan(String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "plan";
    all[1] = "--tables";
    // A list that others depend on is read, so the key is used.
    all[2] = "campaign_actions";
    System.arraycopy(options, 0, all, 3, options.length);
    return cli.run(all);
  }

  private String keyFile(String text) throws IOException {
    return Files.writeString(folder.resolve("key"), text).toString();
  }

  @Test
  void itIsTakenFromTheEnvironment() {
    cli.with("CUSTOMERIO_APP_API_KEY", sandbox.appApiKey() + "\n");
    assertThat(plan()).as(cli.said()).isZero();
  }

  @Test
  void itIsTakenFromAFileNamedByAnyMeans() throws IOException {
    String file = keyFile(sandbox.appApiKey() + "\r\n");
    assertThat(plan("--key-file", file)).as(cli.said()).isZero();
    Path config = Files.writeString(folder.resolve("crm.yaml"), "key-file: " + file);
    assertThat(plan("--config", config.toString())).as(cli.said()).isZero();
    cli.with("CUSTOMERIO_KEY_FILE", file).with("CUSTOMERIO_APP_API_KEY", "another-key");
    assertThat(plan()).as(cli.said()).isZero();
  }

  @Test
  void itIsTakenFromStandardInput() {
    assertThat(
            cli.withInput(sandbox.appApiKey() + "\n")
                .run("check", "--key-file", "-", "--tables", "segments"))
        .as(cli.said())
        .isZero();
    assertThat(plan("--key-stdin")).as(cli.said()).isZero();
  }

  @Test
  void asAnArgumentItIsTakenWithAWarning() {
    assertThat(plan("--key", sandbox.appApiKey())).as(cli.said()).isZero();
    assertThat(cli.err()).contains("Warning: --key shows the key in the list of processes.");
    assertThat(cli.said()).doesNotContain(sandbox.appApiKey());
  }

  @Test
  void asAnArgumentItCountsMoreThanAFileOfTheConfiguration() throws IOException {
    Path config = Files.writeString(folder.resolve("crm.yaml"), "key-file: missing");
    assertThat(plan("--key", sandbox.appApiKey(), "--config", config.toString()))
        .as(cli.said())
        .isZero();
  }

  @Test
  void oneWayIsEnough() throws IOException {
    assertThat(plan("--key", "a", "--key-file", keyFile("b"))).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot use --key, --key-file and --key-stdin together.");
  }

  @Test
  void invalidKeyIsNotRepeated() throws IOException {
    assertThat(plan("--key-file", keyFile("Bearer cio-SECRET"))).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot use --key-file " + folder.resolve("key") + ".");
    assertThat(cli.said()).doesNotContain("SECRET");
    assertThat(plan("--key", "cio SECRET")).isEqualTo(1);
    assertThat(cli.said()).contains("Cannot use --key.").doesNotContain("SECRET");
    assertThat(plan("--key-file", keyFile(""))).isEqualTo(1);
    assertThat(cli.err()).contains("it is empty");
    assertThat(plan("--key-file", keyFile("SECRET".repeat(1000)))).isEqualTo(1);
    assertThat(cli.said()).contains("it holds more than a key").doesNotContain("SECRET");
    assertThat(plan("--key-file", folder.resolve("missing").toString())).isEqualTo(1);
    assertThat(cli.err()).contains("it cannot be read (NoSuchFileException)");
  }

  @Test
  void aKeyThatIsRefusedIsNotRepeated() {
    assertThat(plan("--key", "cio-SECRET")).isEqualTo(1);
    assertThat(cli.said()).contains("401").doesNotContain("SECRET");
  }

  @Test
  void anOptionThatIsMisspeltDoesNotGiveItAway() {
    assertThat(plan("--kye", "cio-SECRET")).isEqualTo(1);
    assertThat(cli.said())
        .contains("Cannot use --kye: there is no such option. Did you mean --key")
        .doesNotContain("SECRET");
    assertThat(plan("--kye=cio-SECRET")).isEqualTo(1);
    assertThat(cli.said()).contains("--kye:").doesNotContain("SECRET");
    assertThat(plan("cio-SECRET")).isEqualTo(1);
    assertThat(cli.said())
        .contains("Cannot use 1 of the words: they belong to no option.")
        .contains("See customerio plan --help.")
        .doesNotContain("SECRET");
  }

  @Test
  void withoutOneNothingBegins() {
    assertThat(plan()).isEqualTo(1);
    assertThat(cli.err()).contains("CUSTOMERIO_APP_API_KEY is not set").contains("--key-file");
  }

  @Test
  void byteOrderMarkIsNoPartOfIt() throws IOException {
    String marked = "\ufeff" + sandbox.appApiKey() + "\r\n";
    assertThat(plan("--key-file", keyFile(marked))).as(cli.said()).isZero();
    cli.withInput(marked);
    assertThat(plan("--key-stdin")).as(cli.said()).isZero();
  }

  @Test
  void utf16IsNamed() throws IOException {
    byte[] bytes = "cio-SECRET\r\n".getBytes(StandardCharsets.UTF_16LE);
    Path file = Files.write(folder.resolve("key"), bytes);
    assertThat(plan("--key-file", file.toString())).isEqualTo(1);
    assertThat(cli.said())
        .contains("Cannot use --key-file " + file + ": it is text in UTF-16. Save it in UTF-8")
        .doesNotContain("SECRET");
    cli.withInput(bytes);
    assertThat(plan("--key-stdin")).isEqualTo(1);
    assertThat(cli.said())
        .contains("standard input: it is text in UTF-16")
        .doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"SECRET\"", "'SECRET'", "“SECRET”", "„SECRET“", "`SECRET`", "SECRET\""})
  void quotesAroundItAreNamed(String key) throws IOException {
    cli.with("CUSTOMERIO_APP_API_KEY", key);
    assertThat(plan()).isEqualTo(1);
    assertThat(cli.said()).contains("it is in quotes").doesNotContain("SECRET");
    assertThat(plan("--key-file", keyFile(key + "\n"))).isEqualTo(1);
    assertThat(cli.said()).contains("it is in quotes").doesNotContain("SECRET");
    cli.withInput(key);
    assertThat(plan("--key-stdin")).isEqualTo(1);
    assertThat(cli.said()).contains("it is in quotes").doesNotContain("SECRET");
  }

  @Test
  void optionThatIsLikeNoOtherGetsNoSuggestion() {
    assertThat(plan("--something-else-entirely")).isEqualTo(1);
    assertThat(cli.err()).contains("there is no such option.").doesNotContain("Did you mean");
  }
}
