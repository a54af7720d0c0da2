package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run after a run of the previous version of this library that was killed. The resource is the
 * spool of that run, with the journal and the rows of finished pages. It belongs to the same job:
 * the same address of the API, the same key and the same location of the sink.
 */
class PreviousVersionSpoolTest {
  private static final Instant START = Instant.parse("2026-02-01T10:00:00Z");
  private static final int FIXED_PORT = 1;

  private final Sandbox sandbox =
      Sandbox.builder().clock(Clock.fixed(START, ZoneOffset.UTC)).exportPolls(0).start();
  private final List<String> warnings = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** The names of options are part of the fingerprint of a run, and some have changed. */
  @Test
  void spoolOfPreviousVersionIsReplacedWithAReasonAndTheOutputIsComplete() throws IOException {
    Map<String, String> expected = run("expected");
    assertThat(warnings).isEmpty();
    Path spool = folder.resolve("actual/spool");
    unpack(spool);

    Map<String, String> actual = run("actual");

    assertThat(actual).isEqualTo(expected).containsKeys("messages.csv", "campaign_metrics.csv");
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("The run of " + START + " was interrupted");
    try (Stream<Path> left = Files.list(spool)) {
      assertThat(left).as("spools that are left").isEmpty();
    }
  }

  private Map<String, String> run(String name) throws IOException {
    Path tables = folder.resolve(name).resolve("tables");
    ExtractionConfig config =
        ExtractionConfig.builder()
            .addTables(
                "campaigns", "segments", "newsletters", "newsletter_contents", "campaign_metrics")
            .messages(
                MessagesSelection.builder()
                    .history(History.SINCE_LAST_RUN)
                    .addTypes("push", "email")
                    .build())
            .spoolDirectory(folder.resolve(name).resolve("spool"))
            .build();
    try (CustomerIo client =
        CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
            .baseUrl("http://127.0.0.1:" + FIXED_PORT + "/v1/")
            .httpClient(new OkHttpClient.Builder().socketFactory(toSandbox()).build())
            .rateLimit(RateLimit.unlimited())
            .build()) {
      Extractor.builder()
          .client(client)
          .sink(new FixedLocationSink(FileSink.builder(tables, CsvFormat.standard()).build()))
          .clock(sandbox.clock())
          .listener(
              new ExtractionListener() {
                @Override
                public void warned(String table, String message) {
                  warnings.add(message);
                }
              })
          .build()
          .run(config);
    }
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(tables)) {
      for (Path file : files.toList()) {
        contents.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    return contents;
  }

  private static void unpack(Path target) throws IOException {
    try (InputStream in =
            PreviousVersionSpoolTest.class.getResourceAsStream("/previous-version/spool.zip");
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(in))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = target.resolve(entry.getName());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.copy(zip, file);
      }
    }
  }

  /** Connects to the sandbox instead of the fixed port, which is part of the identity of a job. */
  private SocketFactory toSandbox() {
    int port = URI.create(sandbox.baseUrl()).getPort();
    return new SocketFactory() {
      @Override
      public Socket createSocket() {
        return new Socket() {
          @Override
          public void connect(SocketAddress address, int timeout) throws IOException {
            InetSocketAddress to = (InetSocketAddress) address;
            super.connect(
                to.getPort() == FIXED_PORT ? new InetSocketAddress(to.getAddress(), port) : to,
                timeout);
          }
        };
      }

      @Override
      public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** A sink with the location of the interrupted run, wherever its files are. */
  private record FixedLocationSink(TableSink sink) implements TableSink {
    @Override
    public Optional<String> location() {
      return Optional.of("the same place");
    }

    @Override
    public SinkTransaction begin() throws IOException {
      return sink.begin();
    }
  }
}
