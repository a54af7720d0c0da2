package io.github.customerio4j.cli.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.cli.keboola.DocumentedComponent;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.csv.CsvFormat.ManifestFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The output of the documented programs, on a sandbox with fixed data and a fixed time. */
final class ProgramOutputs {
  static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  private ProgramOutputs() {}

  /** Work in a temporary folder. */
  @FunctionalInterface
  interface InFolder<T> {
    T run(Path folder) throws Exception;
  }

  static Sandbox sandbox() {
    return Sandbox.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();
  }

  static CustomerIoBuilder clientOf(Sandbox sandbox) {
    return CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
        .baseUrl(sandbox.baseUrl())
        .rateLimit(RateLimit.unlimited());
  }

  static String client() throws Exception {
    try (Sandbox sandbox = sandbox();
        CustomerIo client = clientOf(sandbox).build()) {
      return printed(() -> ClientSnippets.read(client));
    }
  }

  static String metricPoints() throws Exception {
    try (Sandbox sandbox = sandbox();
        CustomerIo client = clientOf(sandbox).clock(sandbox.clock()).build()) {
      return printed(() -> ClientSnippets.metrics(client));
    }
  }

  static String extraction() throws Exception {
    return inFolder(
        folder -> {
          try (Sandbox sandbox = sandbox();
              CustomerIo client = clientOf(sandbox).build()) {
            return printed(() -> ExtractSnippets.run(client, folder));
          }
        });
  }

  static String segmentsCsv() throws Exception {
    return inFolder(
        folder -> {
          ExtractionConfig config = ExtractionConfig.builder().addTables("segments").build();
          extract(config, ManifestFormat.CLASSIC, folder);
          return Files.readString(folder.resolve("segments.csv"))
              .lines()
              .limit(3)
              .collect(Collectors.joining("\n"));
        });
  }

  static String classicManifest() throws Exception {
    return manifest(ManifestFormat.CLASSIC);
  }

  static String nativeManifest() throws Exception {
    return manifest(ManifestFormat.NATIVE_TYPES);
  }

  private static String manifest(ManifestFormat form) throws Exception {
    return inFolder(
        folder -> {
          ExtractionConfig config =
              ExtractionConfig.builder()
                  .segmentCustomers(SegmentCustomersSelection.builder().addSegmentIds(1).build())
                  .build();
          extract(config, form, folder);
          return Files.readString(folder.resolve("segment_customers.csv.manifest"));
        });
  }

  private static void extract(ExtractionConfig config, ManifestFormat form, Path folder) {
    try (Sandbox sandbox = sandbox();
        CustomerIo client = clientOf(sandbox).build()) {
      Extractor.builder()
          .client(client)
          .sink(FileSink.builder(folder, CsvFormat.standard().withManifest(form)).build())
          .build()
          .run(config);
    }
  }

  /** A first run, a day with three new messages and an open, and a second run. */
  static String twoRuns() throws Exception {
    return inFolder(
        folder -> {
          try (Sandbox sandbox = sandbox();
              CustomerIo client = clientOf(sandbox).build()) {
            Extractor extractor = ExtractSnippets.extractor(client, folder, sandbox.clock());
            ExtractionConfig config =
                ExtractionConfig.builder()
                    .messages(MessagesSelection.builder().history(History.SINCE_LAST_RUN).build())
                    .build();
            StringBuilder said = new StringBuilder();
            said.append("first run:  ").append(line(extractor, config)).append('\n');
            sandbox.advance(Duration.ofDays(1));
            sandbox.addMessages(3, NOW.plus(Duration.ofHours(5)));
            long expected = createdSince(sandbox, NOW.minus(Duration.ofHours(1)));
            said.append("second run: ").append(line(extractor, config)).append('\n');
            if (!said.toString().contains("second run: " + expected + " rows")) {
              throw new AssertionError("The second run should have brought " + expected);
            }
            said.append("third run:  ").append(line(extractor, config)).append('\n');
            return said.toString();
          }
        });
  }

  /** The result of the query on the page about databases, in DuckDB. */
  static String answer() throws Exception {
    String query =
        DocumentationPage.all().stream()
            .filter(page -> page.file().endsWith("databases.md"))
            .flatMap(page -> page.fences().stream())
            .filter(block -> block.language().equals("sql"))
            .map(DocumentationPage.Block::text)
            .filter(sql -> sql.contains("newsletters"))
            .findFirst()
            .orElseThrow();
    return inFolder(
        folder -> {
          try (Sandbox sandbox = sandbox();
              CustomerIo client = clientOf(sandbox).build()) {
            ExtractSnippets.intoDatabase(client, folder)
                .run(
                    ExtractionConfig.builder()
                        .addTables("newsletters", "newsletter_metrics")
                        .spoolDirectory(folder)
                        .build());
          }
          String file = "jdbc:duckdb:" + folder.resolve("crm.duckdb");
          StringBuilder rows = new StringBuilder();
          try (Connection database = DriverManager.getConnection(file);
              Statement statement = database.createStatement();
              ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
              rows.append(found.getString(1)).append(" | ").append(found.getString(2)).append('\n');
            }
          }
          return rows.toString();
        });
  }

  private static long createdSince(Sandbox sandbox, Instant since) {
    Pattern created = Pattern.compile("\"created\":(\\d+)");
    return sandbox.truth().messages().stream()
        .flatMap(message -> created.matcher(message).results().limit(1))
        .filter(match -> Long.parseLong(match.group(1)) >= since.getEpochSecond())
        .count();
  }

  private static String line(Extractor extractor, ExtractionConfig config) {
    TableReport messages = extractor.run(config).tables().get(0);
    return messages.rows()
        + " rows, "
        + messages.windows()
        + " windows, complete until "
        + messages.watermark().map(Instant::toString).orElse("?");
  }

  static String component() throws Exception {
    return summary(component(page("keboola.md", "\"SINGLE_TABLE\""), ""));
  }

  static String componentWithLegacyState() throws Exception {
    return summary(
        component(
            page("keboola.md", "\"#api_secret\""), page("keboola.md", "\"message_last_token\"")));
  }

  /** The first JSON block of that page that contains that text. */
  private static String page(String file, String text) {
    return DocumentationPage.all().stream()
        .filter(page -> page.file().endsWith(file))
        .flatMap(page -> page.fences().stream())
        .filter(block -> block.language().equals("json") && block.text().contains(text))
        .map(DocumentationPage.Block::text)
        .findFirst()
        .orElseThrow();
  }

  static DocumentedComponent.DocumentedResult component(String config, String state)
      throws Exception {
    return inFolder(
        folder -> {
          try (Sandbox sandbox = sandbox()) {
            String secret = "\"#api_secret\": \"" + sandbox.appApiKey() + "\"";
            Files.writeString(
                folder.resolve("config.json"),
                config.replaceFirst("\"#api_secret\": \"[^\"]*\"", secret));
            Files.createDirectories(folder.resolve("in"));
            Files.writeString(folder.resolve("in").resolve("state.json"), state);
            Duration ahead = Duration.between(Instant.now(), NOW);
            Clock clock = Clock.offset(Clock.systemUTC(), ahead);
            return DocumentedComponent.run(folder, sandbox.baseUrl(), clock);
          }
        });
  }

  /** The warnings and the table at the end; the order of the other lines depends on the threads. */
  private static String summary(DocumentedComponent.DocumentedResult said) {
    if (said.exitCode() != 0) {
      throw new IllegalStateException("The component failed: " + said.err());
    }
    List<String> lines = said.out().lines().toList();
    int table = 0;
    while (!lines.get(table).startsWith("table ")) {
      table++;
    }
    return Stream.concat(
            lines.subList(0, table).stream().filter(line -> line.startsWith("Warning:")),
            lines.subList(table, lines.size()).stream())
        .collect(Collectors.joining("\n"));
  }

  private static String printed(Runnable program) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(UTF_8);
  }

  static <T> T inFolder(InFolder<T> work) throws Exception {
    Path folder = Files.createTempDirectory("docs");
    try {
      Path inner = Files.createDirectory(folder.resolve("data"));
      return work.run(inner);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
