package io.github.customerio4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionStart;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a browser, where there is one: {@code .ci/run} installs it, and sets {@code
 * CUSTOMERIO_BROWSER_REQUIRED} if that worked, so that the test cannot be skipped there.
 */
class PageInBrowserTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  @TempDir Path folder;

  @BeforeEach
  void needsABrowser() {
    boolean isRequired = "1".equals(System.getenv("CUSTOMERIO_BROWSER_REQUIRED"));
    Assumptions.assumeTrue(
        isRequired || browser().isPresent(), "there is no chromium on the PATH to look with");
  }

  private static Optional<Path> browser() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            place ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What the browser says; it has no way to the network, and a profile of its own. */
  private String look(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(browser().orElseThrow(() -> new AssertionError("chromium is required")).toString());
    command.addAll(List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"));
    command.addAll(List.of("--no-first-run", "--disable-background-networking", "--disable-sync"));
    command.addAll(List.of("--disable-component-update", "--hide-scrollbars"));
    command.add("--host-resolver-rules=MAP * ~NOTFOUND");
    command.add("--user-data-dir=" + Files.createTempDirectory(folder, "profile"));
    command.addAll(List.of(options));
    command.add(page().toUri().toString());
    File said = folder.resolve("said").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(said)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean hasEnded = process.waitFor(90, TimeUnit.SECONDS);
    if (!hasEnded) {
      process.destroyForcibly();
    }
    assertThat(hasEnded).as("the browser ended in time").isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(said.toPath(), StandardCharsets.UTF_8);
  }

  private Path page() {
    Path file = folder.resolve("run.html");
    if (!Files.exists(file)) {
      RunPage page =
          RunPage.into(
              file,
              new RunFacts("Customer.io (EU)", "duckdb:crm.duckdb", Map.of()),
              Clock.fixed(NOW, ZoneOffset.UTC));
      ExtractionListener run = page.listener();
      run.started(new ExtractionStart(NOW, List.of("messages"), OptionalDouble.of(10)));
      run.requestSent("messages", NOW);
      run.responseReceived("messages", NOW.plusSeconds(1), 200, Duration.ofSeconds(1));
      page.failed("Cannot GET /v1/messages: 401. Check the key.");
    }
    return file;
  }

  @Test
  void theTextIsThere() throws Exception {
    assertThat(look("--dump-dom"))
        .contains("Check the key.", "limit: 10 a second", "not read to its end")
        .contains("<svg");
  }

  @Test
  void lightAndDarkDiffer() throws Exception {
    int light = corner("light.png");
    int dark = corner("dark.png", "--force-dark-mode", "--blink-settings=preferredColorScheme=0");

    assertThat(light).as("light page").isEqualTo(0xfff6f7f9);
    assertThat(dark).as("dark page").isEqualTo(0xff12161c);
  }

  private int corner(String name, String... options) throws Exception {
    Path picture = folder.resolve(name);
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--window-size=1000,900", "--screenshot=" + picture));
    look(all.toArray(String[]::new));
    BufferedImage seen = ImageIO.read(picture.toFile());
    return seen.getRGB(2, 2);
  }

  @Test
  void itPrints() throws Exception {
    Path pdf = folder.resolve("run.pdf");
    look("--print-to-pdf=" + pdf, "--no-pdf-header-footer");

    assertThat(Files.readAllBytes(pdf))
        .startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII))
        .hasSizeGreaterThan(5000);
  }
}
