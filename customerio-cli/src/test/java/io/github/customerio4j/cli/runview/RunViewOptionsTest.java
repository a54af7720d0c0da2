package io.github.customerio4j.cli.runview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.cli.terminal.Terminal.Style;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RunViewOptionsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  /** A command that has the options and nothing else. */
  @Command
  private static final class Bare {
    @Mixin private final RunViewOptions showing = new RunViewOptions(Map.of("NO_COLOR", "1"));
  }

  private RunView view(Style style, String... options) {
    Bare bare = new Bare();
    new CommandLine(bare).parseArgs(options);
    return bare.showing.on(new Terminal(stream(out), stream(err), style));
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private void run(RunView view, Scope... missing) {
    run(view, FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build(), missing);
  }

  private void run(RunView view, TableSink sink, Scope... missing) {
    try (Sandbox sandbox = Sandbox.builder().addMissingScopes(missing).start();
        CustomerIo client =
            CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
                .baseUrl(sandbox.baseUrl())
                .rateLimit(RateLimit.unlimited())
                .build()) {
      Extractor.Builder extractor = Extractor.builder().client(client).sink(sink);
      ExtractionConfig config =
          ExtractionConfig.everything().spoolDirectory(folder.resolve("spool")).build();
      view.conclude(view.run(extractor, config, "Sandbox", "csv:tables"));
    }
  }

  private static List<String> lines(ByteArrayOutputStream of) {
    return of.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "auto, LINES, false",
    "auto, BAR, false",
    "lines, COLORED_BAR, false",
    "bar, LINES, false",
    "json, COLORED_BAR, true"
  })
  void theLogIsChosenByTheOption(String log, Style style, boolean isForMachines) {
    assertThat(view(style, "--log", log).isForMachines()).isEqualTo(isForMachines);
  }

  @Test
  void optionsThatCannotBeUsedAreNamedWithTheRemedy() {
    assertThatThrownBy(() -> view(Style.LINES, "--log", "loud"))
        .hasMessage("Cannot use --log \"loud\": write auto, bar, lines or json.");
    assertThatThrownBy(() -> view(Style.LINES, "--report", "a\0b"))
        .hasMessageContaining("it names no file");
    assertThatThrownBy(() -> view(Style.LINES, "--report", folder.toString()))
        .hasMessageContaining("it is a folder");
  }

  @Test
  void forMachinesBothStreamsHoldJsonAndTheResultIsOneObject() throws IOException {
    run(view(Style.COLORED_BAR, "--log", "json"));

    assertThat(lines(err)).allSatisfy(line -> object(line)).hasSizeGreaterThan(20);
    assertThat(object(lines(err).get(0)).get("event")).isEqualTo("started");
    assertThat(object(lines(err).get(lines(err).size() - 1)).get("event")).isEqualTo("committed");
    assertThat(lines(out)).hasSize(1);
    Map<?, ?> result = object(lines(out).get(0));
    assertThat(result.get("outcome")).isEqualTo("done");
    assertThat(result.get("tables")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(17);
    assertThat(lines(out).get(0))
        .contains("{\"table\":\"campaigns\",\"rows\":8,\"columns\":41,\"requests\":1,");
  }

  private static Map<?, ?> object(String line) throws IOException {
    Object value = JsonReader.of(new Buffer().writeUtf8(line)).readJsonValue();
    assertThat(value).isInstanceOf(Map.class);
    return (Map<?, ?>) value;
  }

  @Test
  void aPageIsWrittenBesidesWhatTheTerminalShows() throws IOException {
    Path page = folder.resolve("run.html");
    run(view(Style.LINES, "--report", page.toString()));

    assertThat(lines(out)).anyMatch(line -> line.startsWith("TABLE "));
    assertThat(Files.readString(page))
        .contains(
            "Incremental Update", "all types, one table per type", "everybody, all attributes")
        .doesNotContain("sandbox-app-api-key");
  }

  @Test
  void aRunThatFailsHasAPageToo() throws IOException {
    Path page = folder.resolve("run.html");
    RunView view = view(Style.BAR, "--report", page.toString(), "--log", "json");

    assertThatThrownBy(() -> run(view, Scope.SEGMENTS))
        .isInstanceOf(PermissionException.class)
        .satisfies(e -> view.fail((Exception) e));
    assertThat(Files.readString(page)).contains("What failed", "/v1/segments");
    assertThat(lines(out)).isEmpty();
    assertThat(object(lines(err).get(lines(err).size() - 1)))
        .extracting("level", "event")
        .containsExactly("error", "failed");
  }

  @Test
  void aFolderThatIsGoneIsSeenBeforeTheRun() throws IOException {
    Path place = Files.createDirectory(folder.resolve("place"));
    RunView view = view(Style.LINES, "--report", place.resolve("run.html").toString());
    Files.delete(place);

    assertThatThrownBy(() -> run(view)).hasMessageContaining("there is no folder " + place);
  }

  @Test
  void aPageThatCannotBeWrittenDoesNotSpoilTheRun() {
    Path page = folder.resolve("run.html");
    TableSink csv = FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build();
    run(
        view(Style.LINES, "--report", page.toString()),
        () -> {
          Files.createDirectories(page.resolve("in the way"));
          return csv.begin();
        });

    assertThat(lines(out)).anyMatch(line -> line.startsWith("TABLE "));
    assertThat(lines(err)).last().asString().startsWith("Cannot write --report \"" + page);
  }
}
