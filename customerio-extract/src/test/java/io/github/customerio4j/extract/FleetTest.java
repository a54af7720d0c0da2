package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.fleet.Fleet;
import io.github.customerio4j.extract.fleet.FleetAccess;
import io.github.customerio4j.extract.fleet.FleetHistory;
import io.github.customerio4j.extract.fleet.FleetListener;
import io.github.customerio4j.extract.fleet.FleetReport;
import io.github.customerio4j.extract.fleet.FleetStart;
import io.github.customerio4j.extract.fleet.Shard;
import io.github.customerio4j.extract.fleet.Workspace;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.fleet.WorkspaceResult.Outcome;
import io.github.customerio4j.extract.report.AccessReport;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** Several workspaces, each with a server of its own. */
@Timeout(60)
class FleetTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final Map<String, FakeWorkspace> apis = new TreeMap<>();
  private final Map<String, RecordingSink> sinks = new ConcurrentHashMap<>();
  private final List<WorkspaceResult> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    apis.values().forEach(FakeWorkspace::close);
  }

  @Test
  void eachWorkspaceHasItsOwnRows() throws Exception {
    FleetReport report = fleet("one", "two", "three").build().run();

    assertThat(report.results())
        .extracting(WorkspaceResult::workspace)
        .containsExactly("one", "two", "three");
    assertThat(report.isDone()).isTrue();
    assertThat(report.rows()).isEqualTo(9);
    for (String name : apis.keySet()) {
      assertThat(sink(name).table("campaigns").column("name")).containsExactly(name, name);
      assertThat(sink(name).table("segments").column("name")).containsExactly(name);
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(report.results());
    assertThat(spool()).as("no spooled rows are left").isEmptyDirectory();
  }

  @Test
  void wrongKeyIsToldWhileOthersRun() throws Exception {
    CountDownLatch isTold = new CountDownLatch(1);
    FakeWorkspace slow = api("slow");
    slow.trouble(
        request -> {
          if (request.getUrl().encodedPath().endsWith("segments")) {
            await(isTold);
          }
          return Optional.empty();
        });
    api("wrong").trouble(request -> status(401));
    FleetReport report =
        fleet("slow", "wrong")
            .listener(
                new FleetListener() {
                  @Override
                  public void workspaceEnded(WorkspaceResult result) {
                    if (result.workspace().equals("wrong")) {
                      isTold.countDown();
                    }
                  }
                })
            .build()
            .run();

    assertThat(outcomes(report)).containsExactly(Outcome.DONE, Outcome.FAILED);
    WorkspaceResult wrong = report.results().get(1);
    assertThat(wrong.failure().orElseThrow())
        .isInstanceOfSatisfying(
            ExtractionException.RequestFailed.class,
            e -> assertThat(e.failure()).isInstanceOf(AuthenticationException.class));
    assertThat(wrong.problem().orElseThrow()).doesNotContain("key-of-wrong");
    assertThat(wrong.report()).isEmpty();
    assertThat(api("wrong").requestCount()).isEqualTo(1);
    assertThat(sinks).doesNotContainKey("wrong");
  }

  @Test
  void workspaceThatFailsLeavesOthersWhole() throws Exception {
    api("revoked")
        .trouble(
            request ->
                request.getUrl().encodedPath().endsWith("segments")
                    ? status(401)
                    : Optional.empty());
    api("down").trouble(request -> status(503));
    Fleet.Builder fleet = fleet("one", "revoked", "down", "two");
    fleet.workspace(
        workspace("full")
            .sink(
                () -> {
                  throw new IllegalStateException("the disk is full");
                })
            .build());
    fleet.workspace(
        workspace("without")
            .key(
                () -> {
                  throw new IllegalStateException("vault is sealed");
                })
            .build());
    FleetReport report = fleet.build().run();

    assertThat(outcomes(report))
        .containsExactly(
            Outcome.DONE,
            Outcome.FAILED,
            Outcome.FAILED,
            Outcome.DONE,
            Outcome.FAILED,
            Outcome.FAILED);
    assertThat(report.results().get(4).problem().orElseThrow()).contains("the disk is full");
    assertThat(report.results().get(5).problem())
        .contains("Cannot get the key of the workspace: vault is sealed");
    assertThat(sink("one").table("campaigns").column("name")).containsExactly("one", "one");
    assertThat(sink("two").table("segments").column("name")).containsExactly("two");
  }

  @Test
  void cancelledFleetEndsAtOnceAndTheNextRunResumesEach() throws Exception {
    CountDownLatch areReading = new CountDownLatch(2);
    for (String name : List.of("one", "two", "three")) {
      api(name).trouble(stallOnSegments(areReading));
    }
    CountDownLatch campaignsRead = new CountDownLatch(2);
    Fleet.FleetRun run =
        fleet("one", "two", "three")
            .mostAtOnce(2)
            .listener(
                runs(
                    new ExtractionListener() {
                      @Override
                      public void sourceFinished(String source, long records) {
                        campaignsRead.countDown();
                      }
                    }))
            .build()
            .start();
    await(areReading);
    await(campaignsRead);

    run.cancel();
    FleetReport cancelled = run.await(Duration.ofSeconds(5)).orElseThrow();

    assertThat(outcomes(cancelled))
        .containsExactlyInAnyOrder(Outcome.CANCELLED, Outcome.CANCELLED, Outcome.NOT_STARTED);
    assertThat(run.isDone()).isTrue();
    assertThat(sinks.values()).allMatch(sink -> sink.tables().isEmpty());
    Set<String> started = Set.copyOf(sinks.keySet());
    for (FakeWorkspace api : apis.values()) {
      api.trouble(request -> Optional.empty());
      api.forgetRequests();
    }
    Set<String> resumed = ConcurrentHashMap.newKeySet();
    FleetReport next =
        fleet("one", "two", "three")
            .listener(
                new FleetListener() {
                  @Override
                  public ExtractionListener workspaceStarting(String workspace) {
                    return new ExtractionListener() {
                      @Override
                      public void resumed(Instant startedAt, long pages) {
                        resumed.add(workspace);
                      }
                    };
                  }
                })
            .build()
            .run();

    assertThat(next.isDone()).isTrue();
    assertThat(resumed).isEqualTo(started).hasSize(2);
    for (String name : apis.keySet()) {
      assertThat(sink(name).table("campaigns").column("name")).containsExactly(name, name);
      assertThat(sink(name).table("segments").column("name")).containsExactly(name);
    }
    assertThat(spool()).isEmptyDirectory();
  }

  @Test
  void workspacesWithOneKeyAndDestinationDoNotResumeEachOther() throws Exception {
    FakeWorkspace api = api("one");
    CountDownLatch areReading = new CountDownLatch(2);
    api.trouble(stallOnSegments(areReading));
    Workspace first = workspace("one").build();
    RecordingSink sink = new RecordingSink();
    Fleet.Builder both =
        Fleet.builder()
            .workspace(Workspace.builder().from(first).name("a").sink(() -> sink).build())
            .workspace(Workspace.builder().from(first).name("b").sink(() -> sink).build());
    Fleet.FleetRun run = both.build().start();
    await(areReading);
    run.cancel();
    run.join();
    api.trouble(request -> Optional.empty());

    List<String> resumed = new CopyOnWriteArrayList<>();
    FleetReport next =
        both.mostAtOnce(1)
            .listener(
                runs(
                    new ExtractionListener() {
                      @Override
                      public void resumed(Instant startedAt, long pages) {
                        resumed.add(MDC.get("workspace"));
                      }
                    }))
            .build()
            .run();

    assertThat(next.isDone()).isTrue();
    assertThat(resumed).doesNotHaveDuplicates();
  }

  @Test
  void interruptionCancelsAllAndIsKept() throws Exception {
    CountDownLatch areReading = new CountDownLatch(2);
    api("one").trouble(stallOnSegments(areReading));
    api("two").trouble(stallOnSegments(areReading));
    Fleet fleet = fleet("one", "two").build();
    Throwable[] thrown = new Throwable[1];
    boolean[] isInterrupted = new boolean[1];
    Thread caller =
        new Thread(
            () -> {
              try {
                fleet.run();
              } catch (Throwable e) {
                thrown[0] = e;
              }
              isInterrupted[0] = Thread.currentThread().isInterrupted();
            });
    caller.start();
    await(areReading);

    caller.interrupt();
    caller.join();

    assertThat(thrown[0]).isInstanceOf(ExtractionException.Cancelled.class);
    assertThat(isInterrupted[0]).isTrue();
    assertThat(told).extracting(WorkspaceResult::outcome).containsOnly(Outcome.CANCELLED);
  }

  @Test
  void cancellationDoesNotWaitForKey() throws Exception {
    CountDownLatch isAsked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Fleet.FleetRun run =
        Fleet.builder()
            .workspace(
                workspace("one")
                    .key(
                        () -> {
                          isAsked.countDown();
                          await(never);
                          return AppApiKey.of("late");
                        })
                    .build())
            .build()
            .start();
    await(isAsked);

    run.cancel();

    assertThat(outcomes(run.join())).containsExactly(Outcome.NOT_STARTED);
  }

  @Test
  void unknownOnesStartFirstThenTheSlowest() throws Exception {
    FleetHistory history = FleetHistory.file(folder.resolve("history.json"));
    history.save(Map.of("quick", Duration.ofSeconds(1), "slow", Duration.ofSeconds(9)));
    List<String> order = new ArrayList<>();
    fleet("quick", "slow", "new")
        .history(history)
        .mostAtOnce(1)
        .listener(
            new FleetListener() {
              @Override
              public void started(FleetStart start) {
                order.addAll(start.workspaces());
                assertThat(start.mostAtOnce()).isEqualTo(1);
              }
            })
        .build()
        .run();

    assertThat(order).containsExactly("new", "slow", "quick");
    assertThat(history.load()).containsOnlyKeys("new", "quick", "slow");
    assertThat(history.load().get("slow")).isLessThan(Duration.ofSeconds(9));
  }

  @Test
  void unreadableHistoryIsAWarning() throws Exception {
    Path file = folder.resolve("history.json");
    Files.writeString(file, "{\"seconds\":[");
    List<String> warnings = new CopyOnWriteArrayList<>();
    FleetReport report =
        fleet("one")
            .history(FleetHistory.file(file))
            .listener(
                new FleetListener() {
                  @Override
                  public void warned(String message) {
                    warnings.add(message);
                  }
                })
            .build()
            .run();

    assertThat(report.isDone()).isTrue();
    assertThat(warnings).singleElement().asString().contains("history.json");
    assertThat(FleetHistory.file(file).load()).containsOnlyKeys("one");
  }

  @Test
  void shardRunsItsOwnOnly() throws Exception {
    Fleet.Builder fleet = fleet("one", "two", "three");
    FleetReport first = fleet.shard(Shard.of("0/2")).build().run();
    FleetReport second = fleet.shard(Shard.of("1/2")).build().run();

    List<String> all = new ArrayList<>();
    first.results().forEach(one -> all.add(one.workspace()));
    second.results().forEach(one -> all.add(one.workspace()));
    assertThat(all).containsExactlyInAnyOrder("one", "two", "three");
  }

  @Test
  void namesThatDifferInCaseOnlyAreRefused() throws Exception {
    Fleet.Builder fleet = fleet("one");

    assertThatThrownBy(() -> fleet.workspace(workspace("ONE").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"ONE\" and \"one\"");
    assertThatThrownBy(() -> Fleet.builder().build()).hasMessageContaining("no workspace");
    assertThatThrownBy(() -> workspace("../up").build()).hasMessageContaining("../up");
  }

  @Test
  void checkTellsKeyTablesAndDestinationOfEach() throws Exception {
    api("wrong").trouble(request -> status(401));
    api("narrow")
        .trouble(
            request ->
                request.getUrl().encodedPath().endsWith("segments")
                    ? status(403)
                    : Optional.empty());
    Fleet.Builder fleet = fleet("one", "wrong", "narrow");
    fleet.workspace(
        workspace("full")
            .sink(
                () -> {
                  throw new IllegalStateException("the disk is full");
                })
            .build());
    FleetAccess access = fleet.build().check();

    assertThat(access.results())
        .extracting(FleetAccess.Result::workspace)
        .containsExactly("one", "wrong", "narrow", "full");
    assertThat(access.results())
        .extracting(FleetAccess.Result::isOk)
        .containsExactly(true, false, false, false);
    assertThat(access.results().get(1).access().results().get(0).outcome())
        .isEqualTo(AccessReport.Outcome.WRONG);
    assertThat(access.results().get(3).destinationProblem()).contains("the disk is full");
    assertThat(access.isOk()).isFalse();
  }

  @Test
  void threadsLogTheirWorkspace() throws Exception {
    Set<String> named = ConcurrentHashMap.newKeySet();
    MDC.put("job", "nightly");
    try {
      fleet("one", "two")
          .listener(
              new FleetListener() {
                @Override
                public ExtractionListener workspaceStarting(String workspace) {
                  return new ExtractionListener() {
                    @Override
                    public void pageRead(String source, int records, long bytes) {
                      named.add(workspace + " " + MDC.get("workspace") + " " + MDC.get("job"));
                    }
                  };
                }
              })
          .build()
          .run();
    } finally {
      MDC.remove("job");
    }

    assertThat(named).containsExactlyInAnyOrder("one one nightly", "two two nightly");
  }

  private Fleet.Builder fleet(String... names) throws IOException {
    Fleet.Builder fleet = Fleet.builder().listener(collecting());
    for (String name : names) {
      fleet.workspace(workspace(name).build());
    }
    return fleet;
  }

  private FleetListener collecting() {
    return new FleetListener() {
      @Override
      public void workspaceEnded(WorkspaceResult result) {
        told.add(result);
      }
    };
  }

  private static FleetListener runs(ExtractionListener all) {
    return new FleetListener() {
      @Override
      public ExtractionListener workspaceStarting(String workspace) {
        return all;
      }
    };
  }

  private Workspace.Builder workspace(String name) throws IOException {
    FakeWorkspace api = api(name);
    Workspace.Builder workspace = Workspace.builder();
    workspace
        .name(name)
        .key(() -> AppApiKey.of("key-of-" + name))
        .client(
            client ->
                client
                    .baseUrl(api.url("/v1/"))
                    .rateLimit(RateLimit.unlimited())
                    .retry(
                        RetryOptions.builder()
                            .firstDelay(Duration.ofMillis(1))
                            .maxDelay(Duration.ofMillis(2))
                            .deadline(Duration.ofSeconds(1))
                            .build()))
        .config(
            ExtractionConfig.builder()
                .addTables("campaigns", "segments")
                .spoolDirectory(spool())
                .build())
        .sink(() -> sinks.computeIfAbsent(name, any -> new RecordingSink()));
    return workspace;
  }

  private RecordingSink sink(String name) {
    return Objects.requireNonNull(sinks.get(name));
  }

  private Path spool() {
    return folder.resolve("spool");
  }

  private FakeWorkspace api(String name) throws IOException {
    FakeWorkspace known = apis.get(name);
    if (known != null) {
      return known;
    }
    FakeWorkspace api = new FakeWorkspace();
    String named = "{\"id\":%d,\"name\":\"" + name + "\"}";
    api.list("campaigns", named.formatted(1), named.formatted(2));
    api.list("segments", named.formatted(7));
    apis.put(name, api);
    return api;
  }

  /** Holds back the answer for segments, as far as it is not a look whether the key is good. */
  private static Function<RecordedRequest, Optional<MockResponse>> stallOnSegments(
      CountDownLatch reached) {
    return request -> {
      if (!request.getUrl().encodedPath().endsWith("segments")) {
        return Optional.empty();
      }
      reached.countDown();
      return Optional.of(new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build());
    };
  }

  private static Optional<MockResponse> status(int status) {
    return Optional.of(
        new MockResponse.Builder().code(status).body("{\"errors\":[\"refused\"]}").build());
  }

  private static List<Outcome> outcomes(FleetReport report) {
    return report.results().stream().map(WorkspaceResult::outcome).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
