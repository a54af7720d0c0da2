package io.github.customerio4j.sandbox;

import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import io.github.customerio4j.sandbox.config.SandboxOptions;
import io.github.customerio4j.sandbox.data.Item;
import io.github.customerio4j.sandbox.data.SandboxWorkspace;
import io.github.customerio4j.sandbox.data.WorkspaceGenerator;
import io.github.customerio4j.sandbox.http.ActivityRoutes;
import io.github.customerio4j.sandbox.http.ApiHandler;
import io.github.customerio4j.sandbox.http.ArchiveRoutes;
import io.github.customerio4j.sandbox.http.BulkRoutes;
import io.github.customerio4j.sandbox.http.CampaignRoutes;
import io.github.customerio4j.sandbox.http.CustomerRoutes;
import io.github.customerio4j.sandbox.http.DownloadHandler;
import io.github.customerio4j.sandbox.http.ExportArchive;
import io.github.customerio4j.sandbox.http.ExportJob;
import io.github.customerio4j.sandbox.http.ExportRoutes;
import io.github.customerio4j.sandbox.http.Faults;
import io.github.customerio4j.sandbox.http.LoopbackServer;
import io.github.customerio4j.sandbox.http.MessageRoutes;
import io.github.customerio4j.sandbox.http.Pager;
import io.github.customerio4j.sandbox.http.RequestRate;
import io.github.customerio4j.sandbox.http.ResourceRoutes;
import io.github.customerio4j.sandbox.http.Router;
import io.github.customerio4j.sandbox.http.SegmentRoutes;
import io.github.customerio4j.sandbox.wire.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An App API inside this process, with a workspace of its own.
 *
 * <p>It listens on two ports of the loopback interface: the API on {@code 127.0.0.1}, and the store
 * of export files on {@code localhost}, which every client treats as another host. Tests can add
 * data while it runs, and can plan faults. Thread-safe.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.builder().seed(7).start()) {
 *   CustomerIo client = CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
 *       .baseUrl(sandbox.baseUrl())
 *       .build();
 *   …
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
  private final SandboxOptions options;
  private final MovableClock clock;
  private final WorkspaceGenerator generator;
  private final ExportArchive archive;
  private final Faults faults = new Faults();
  private final Queue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor;
  private final LoopbackServer api;
  private final LoopbackServer store;

  private Sandbox(SandboxOptions options) throws IOException {
    this.options = options;
    this.clock = new MovableClock(options.clock());
    this.generator = new WorkspaceGenerator(options.seed(), options.size(), clock);
    this.archive = new ExportArchive(clock, options.exportPolls());
    this.executor =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "sandbox");
              thread.setDaemon(true);
              return thread;
            });
    DownloadHandler files = new DownloadHandler(options, clock, archive, faults, requests::add);
    this.store = new LoopbackServer(files, clock, executor).start();
    String origin = "http://localhost:" + store.port();
    RequestRate rate = new RequestRate(options.requestsPerSecond(), System::nanoTime);
    Router router = router(export -> files.link(export, origin));
    ApiHandler operations = new ApiHandler(options, router, faults, rate, requests::add);
    this.api = new LoopbackServer(operations, clock, executor).start();
  }

  /** Starts a builder with the defaults of all options. */
  public static SandboxBuilder builder() {
    return new SandboxBuilder();
  }

  static Sandbox start(SandboxOptions options) {
    try {
      return new Sandbox(options);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start the sandbox: no port to listen on.", e);
    }
  }

  private Router router(Function<ExportJob, String> link) {
    Router router = new Router();
    Pager pager = new Pager(options.order(), options.paging());
    SandboxWorkspace workspace = generator.workspace();
    // The first route that fits answers.
    options.bulk().ifPresent(data -> new BulkRoutes(data, generator, options, clock).addTo(router));
    new CampaignRoutes(workspace, pager).addTo(router);
    new SegmentRoutes(workspace, pager).addTo(router);
    new MessageRoutes(workspace, pager, options, clock).addTo(router);
    new ActivityRoutes(workspace, pager).addTo(router);
    new CustomerRoutes(workspace, pager).addTo(router);
    new ExportRoutes(workspace, archive, link).addTo(router);
    new ResourceRoutes(workspace.resources(), pager, options, clock).addTo(router);
    new ArchiveRoutes(workspace, clock).addTo(router);
    return router;
  }

  /** {@code http://127.0.0.1:PORT/v1/}. */
  public String baseUrl() {
    return "http://127.0.0.1:" + api.port() + "/v1/";
  }

  /** The key that is accepted. */
  public String appApiKey() {
    return options.appApiKey();
  }

  /**
   * The sandbox's time: the options' clock and what it was advanced by. Every answer says it in its
   * {@code Date}.
   */
  public Clock clock() {
    return clock;
  }

  /** Every request answered so far, of both hosts, in the order of their answers. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** What there is to extract. */
  public SandboxTruth truth() {
    return new SandboxTruth(generator.workspace());
  }

  /**
   * Moves the sandbox's time; links age, windows move, and messages of {@link #addChangingMessages}
   * change. All other data stay. The {@code Date} of its answers then differs from the machine's
   * time as if one of the clocks were off.
   *
   * @param by negative to move it back
   */
  public void advance(Duration by) {
    clock.advance(by);
  }

  /**
   * Adds messages of any type, all created at this instant (its second).
   *
   * @return their JSON texts
   */
  public List<String> addMessages(int count, Instant created) {
    List<String> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(added(generator.messages().message(created.getEpochSecond())));
    }
    return added;
  }

  /**
   * Adds messages of one type, for example {@code push}.
   *
   * @return their JSON texts
   */
  public List<String> addMessages(int count, Instant created, String type) {
    List<String> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(added(generator.messages().message(created.getEpochSecond(), type)));
    }
    return added;
  }

  /**
   * Adds messages that change as the sandbox's clock moves. Each is created at a random time
   * between these, sent within seconds, delivered within minutes, opened and clicked within hours
   * or days, and converted up to weeks later. The API shows a message from its creation on, with
   * what has happened to it by then; {@link SandboxTruth#messages(Instant)} is what it shows at any
   * time. The same seed gives the same messages.
   *
   * @param type their type, for example {@code email}
   * @param from the earliest creation, included
   * @param to the latest creation, not included
   * @throws IllegalArgumentException if {@code to} is not after {@code from}
   */
  public void addChangingMessages(int count, String type, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "Cannot add messages created between %s and %s: give an end after the start."
              .formatted(from, to));
    }
    generator.addChangingMessages(count, type, from.getEpochSecond(), to.getEpochSecond());
  }

  private String added(Item message) {
    generator.workspace().addMessage(message);
    return message.json();
  }

  /**
   * Lets something happen to a message that may have been read already: its figures and its version
   * change. A message of {@link #addChangingMessages} shows it as soon as the clock reaches that
   * time.
   *
   * @return the message's new JSON text
   */
  public String recordMetric(String messageId, String metric, Instant at) {
    return generator.workspace().recordMetric(messageId, metric, at.getEpochSecond()).json();
  }

  /**
   * Adds an activity of somebody.
   *
   * @return its JSON text
   */
  public String addActivity(String type, Instant timestamp) {
    Item activity = generator.activities().activity(type, timestamp.getEpochSecond());
    generator.workspace().addActivity(activity);
    return activity.json();
  }

  /**
   * Adds a record to a list that has nothing special, such as {@code newsletters}; it may have any
   * fields.
   *
   * @param list the list's path below the prefix
   * @param json the record, an object
   */
  public void addRecord(String list, String json) {
    generator
        .workspace()
        .resources()
        .add(list, clock.instant().getEpochSecond(), JsonParser.object(json));
  }

  /**
   * Lets the next requests whose decoded path matches go wrong.
   *
   * <pre>{@code
   * sandbox.failNext(path -> path.endsWith("/campaigns"), Fault.status(503), 2);
   * }</pre>
   *
   * @param path takes the decoded path with its prefix, such as {@code /v1/campaigns}; downloads of
   *     exports have paths like {@code /customerio-exports/110.csv}
   * @param fault what goes wrong
   * @param times the number of requests
   */
  public void failNext(Predicate<String> path, Fault fault, int times) {
    faults.plan(path, fault, times);
  }

  /**
   * Lets each n-th request whose decoded path matches go wrong, until the sandbox is closed.
   *
   * <pre>{@code
   * sandbox.failEvery(3, path -> path.endsWith("/messages"), Fault.statusWithRetryAfter(429, 1));
   * }</pre>
   *
   * @param every 1 for every request, 3 for the third, the sixth and so on
   * @throws IllegalArgumentException if {@code every} is not positive
   */
  public void failEvery(int every, Predicate<String> path, Fault fault) {
    if (every < 1) {
      throw new IllegalArgumentException(
          "Cannot plan a fault for every " + every + ". request: give 1 or more.");
    }
    faults.planEvery(every, path, fault);
  }

  /** Lets the next export that is created end as {@code failed}. */
  public void failNextExport() {
    archive.failNext();
  }

  /** Stops listening at once; requests in flight are cut. */
  @Override
  public void close() {
    api.close();
    store.close();
    executor.shutdownNow();
  }
}
