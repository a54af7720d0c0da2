package io.github.customerio4j.cli.faults;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A complete extraction through the proxy into a folder. */
final class ProxiedRun {
  private final Sandbox sandbox;
  private final FaultProxy proxy;
  private final Path folder;
  private final Clock clock;
  private final Duration deadline;

  ProxiedRun(Sandbox sandbox, FaultProxy proxy, Path folder) {
    this(sandbox, proxy, folder, Duration.ofSeconds(60));
  }

  private ProxiedRun(Sandbox sandbox, FaultProxy proxy, Path folder, Duration deadline) {
    this.deadline = deadline;
    this.sandbox = sandbox;
    this.proxy = proxy;
    this.folder = folder;
    this.clock = Clock.fixed(sandbox.clock().instant(), ZoneOffset.UTC);
  }

  /** The same run with another deadline for each request. */
  ProxiedRun within(Duration newDeadline) {
    return new ProxiedRun(sandbox, proxy, folder, newDeadline);
  }

  static ExtractionConfig.Builder everything() {
    return ExtractionConfig.everything()
        .messages(MessagesSelection.builder().drafts(MessagesSelection.Drafts.INCLUDED).build())
        .activities(
            ActivitiesSelection.builder()
                .deletedPeople(ActivitiesSelection.DeletedPeople.INCLUDED)
                .build());
  }

  /** Runs; for a failed request it throws the client's exception. */
  ExtractionReport run(ExtractionConfig.Builder config) {
    RetryOptions retry =
        RetryOptions.builder()
            .firstDelay(Duration.ofMillis(1))
            .maxDelay(Duration.ofMillis(5))
            .deadline(deadline)
            .build();
    try (CustomerIo client =
        CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
            .baseUrl(proxy.baseUrl())
            .rateLimit(RateLimit.unlimited())
            .readTimeout(Duration.ofMillis(400))
            .retry(retry)
            .build()) {
      return Extractor.builder()
          .client(client)
          .sink(FileSink.builder(folder.resolve("tables"), CsvFormat.standard()).build())
          .stateStore(new FileStateStore(folder.resolve("state.json")))
          .clock(clock)
          .build()
          .run(config.spoolDirectory(folder.resolve("spool")).build());
    } catch (ExtractionException.RequestFailed e) {
      throw e.failure();
    }
  }

  /** The contents of all files of the run, by name. */
  Map<String, String> output() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path of : List.of(folder, folder.resolve("tables"))) {
      if (!Files.isDirectory(of)) {
        continue;
      }
      try (Stream<Path> files = Files.list(of)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          contents.put(
              String.valueOf(file.getFileName()),
              Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }
}
