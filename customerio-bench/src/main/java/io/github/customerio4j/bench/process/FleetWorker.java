package io.github.customerio4j.bench.process;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.fleet.Fleet;
import io.github.customerio4j.extract.fleet.FleetListener;
import io.github.customerio4j.extract.fleet.FleetReport;
import io.github.customerio4j.extract.fleet.Workspace;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The measured process of a fleet: extracts all workspaces into CSV files, and prints first what
 * {@link FleetFigures} holds and then its own figures.
 */
public final class FleetWorker {
  private FleetWorker() {}

  /** What each workspace extracts: the values of argument {@code tables}. */
  public enum Tables {
    /** Small lists, with a request for each of many parents. */
    SEGMENTS,
    /** Messages of all types. */
    MESSAGES
  }

  /** The requests of one workspace, by the times at which they were sent. */
  private static final class Sent implements ExtractionListener {
    private long requests;
    private long first;
    private long last;

    @Override
    public synchronized void requestSent(String source, Instant at) {
      last = System.nanoTime();
      first = requests == 0 ? last : first;
      requests++;
    }

    /** Requests a second, from the first to the last. */
    synchronized double rate() {
      return requests < 2 ? 0 : (requests - 1) / ((last - first) / 1e9);
    }
  }

  /**
   * Extracts.
   *
   * @param arguments {@code workspaces}, a file with an address and a key in each line; {@code
   *     tables}, {@code rate} and {@code folder}
   */
  public static void main(String[] arguments) throws Exception {
    WorkerArguments given = WorkerArguments.parse(arguments);
    ProcessMeter meter = ProcessMeter.start();
    Map<String, Sent> sent = new ConcurrentHashMap<>();
    Fleet.Builder fleet = Fleet.builder();
    List<String> lines = Files.readAllLines(Path.of(given.text("workspaces")));
    for (int i = 0; i < lines.size(); i++) {
      fleet.workspace(workspace(given, "w" + i, lines.get(i)));
    }
    fleet.listener(
        new FleetListener() {
          @Override
          public ExtractionListener workspaceStarting(String workspace) {
            return sent.computeIfAbsent(workspace, any -> new Sent());
          }
        });
    FleetReport report = fleet.build().run();
    report.results().stream()
        .filter(one -> one.outcome() != WorkspaceResult.Outcome.DONE)
        .limit(3)
        .forEach(one -> System.err.println(one.workspace() + ": " + one.problem().orElse("")));
    FleetFigures figures =
        new FleetFigures(
            report.count(WorkspaceResult.Outcome.DONE),
            sent.values().stream().mapToDouble(Sent::rate).sum(),
            peakMegabytes());
    System.out.println(figures.toLine());
    System.out.println(
        meter.stop(new BenchFigures.Traffic(report.requests(), report.rows(), 0)).toJson());
  }

  private static Workspace workspace(WorkerArguments given, String name, String line) {
    String[] address = line.split(" ", -1);
    Path folder = Path.of(given.text("folder"));
    return Workspace.builder()
        .name(name)
        .key(() -> AppApiKey.of(address[1]))
        .client(
            client ->
                client.baseUrl(address[0]).rateLimit(RateLimit.perSecond(given.number("rate", 10))))
        .config(config(given).spoolDirectory(folder.resolve("spool")).build())
        .sink(() -> FileSink.builder(folder.resolve(name), CsvFormat.standard()).build())
        .build();
  }

  private static ExtractionConfig.Builder config(WorkerArguments given) {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    switch (Tables.valueOf(given.text("tables"))) {
      case SEGMENTS ->
          config.addTables("segments").segmentCustomers(SegmentCustomersSelection.allSegments());
      case MESSAGES -> config.messages(MessagesSelection.builder().build());
    }
    return config;
  }

  /** The largest memory that the process had, as the kernel counts it; 0 where it does not say. */
  private static double peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
