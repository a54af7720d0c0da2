package io.github.customerio4j.spark.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.spark.limit.ClusterSimulation.Executor;
import io.github.customerio4j.spark.limit.ClusterSimulation.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How executors share the limits of workspaces of ten requests a second, in virtual time. */
class ClusterSimulationTest {
  @SuppressWarnings("UnnecessaryLambda")
  private static final Runnable NOTHING = () -> {};

  private static final int FOREVER = 1_000_000;

  @ParameterizedTest(name = "{0} executors, {1} at a time, {2} s")
  @CsvSource({"1, 10, 1.0", "2, 10, 0.9", "4, 5, 0.9", "10, 2, 0.3", "20, 4, 0.3", "50, 1, 1.0"})
  void executorsTogetherUseTheWholeLimit(int executors, int atATime, double latency) {
    ClusterSimulation cluster = new ClusterSimulation(1);
    for (int i = 0; i < executors; i++) {
      cluster.addExecutor().read("w", FOREVER, atATime, latency, NOTHING);
    }
    cluster.runFor(120);
    assertThat(cluster.api("w").requests / 1200.0).isGreaterThan(0.95);
    assertThat(cluster.api("w").mostInASecond).isLessThanOrEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void limitIsUsedUpWhileDemandChanges(long seed) {
    ClusterSimulation cluster = new ClusterSimulation(seed);
    for (int i = 0; i < 8; i++) {
      Executor executor = cluster.addExecutor();
      changingDemand(cluster, executor);
    }
    // Two executors always have something to send, so what the others leave is used.
    cluster.addExecutor().read("w", FOREVER, 10, 0.8, NOTHING);
    cluster.addExecutor().read("w", FOREVER, 10, 0.8, NOTHING);
    cluster.runFor(600);
    assertThat(cluster.api("w").requests / 6000.0).isGreaterThan(0.95);
    assertThat(cluster.api("w").mostInASecond).isLessThanOrEqualTo(10);
  }

  /** Tasks of a few seconds, one after another with pauses, of different width. */
  private static void changingDemand(ClusterSimulation cluster, Executor executor) {
    SplittableRandom random = cluster.random();
    cluster.at(
        cluster.now() + random.nextLong(10 * ClusterSimulation.SECOND),
        () ->
            executor.read(
                "w",
                1 + random.nextInt(30),
                1 + random.nextInt(6),
                0.1 + random.nextDouble(),
                () -> changingDemand(cluster, executor)));
  }

  @Test
  void firstPermitIsThereAtOnce() {
    ClusterSimulation cluster = new ClusterSimulation(1);
    Reader reader = cluster.addExecutor().read("w", 1, 1, 0.1, NOTHING);
    cluster.runFor(1);
    assertThat(reader.firstSent - reader.opened).isLessThan(20 * ClusterSimulation.MILLI);
  }

  @Test
  void everyExecutorHasItsTurn() {
    ClusterSimulation cluster = new ClusterSimulation(1);
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      readers.add(cluster.addExecutor().read("w", FOREVER, 2, 0.5, NOTHING));
    }
    cluster.runFor(400);
    double even = 4000.0 / 40;
    for (Reader each : readers) {
      assertThat(each.sent / even).isBetween(0.7, 1.3);
    }
    assertThat(cluster.api("w").mostInASecond).isLessThanOrEqualTo(10);
  }

  @Test
  void permitsOfADeadExecutorReturn() {
    ClusterSimulation cluster = new ClusterSimulation(1);
    Executor dies = cluster.addExecutor();
    dies.read("w", FOREVER, 10, 0.5, NOTHING);
    Reader stays = cluster.addExecutor().read("w", FOREVER, 10, 0.5, NOTHING);
    cluster.runFor(10);
    dies.die(true);
    cluster.runFor(8);
    int before = stays.sent;
    cluster.runFor(10);
    assertThat(stays.sent - before).isGreaterThan(95);
    assertThat(cluster.api("w").mostInASecond).isLessThanOrEqualTo(10);
  }

  @Test
  void randomHistoriesKeepTheLimit() {
    for (long seed = 1; seed <= 300; seed++) {
      randomHistory(seed);
    }
  }

  private static void randomHistory(long seed) {
    ClusterSimulation cluster = new ClusterSimulation(seed);
    SplittableRandom random = cluster.random();
    int workspaces = 1 + random.nextInt(3);
    for (int step = 0; step < 120; step++) {
      change(cluster, random, "w" + random.nextInt(workspaces));
      cluster.runFor(random.nextDouble() * random.nextDouble() * 3);
      for (int i = 0; i < workspaces; i++) {
        assertThat(cluster.held("w" + i)).as("seed %d, held", seed).isLessThanOrEqualTo(10);
        assertThat(cluster.heldInLedger("w" + i))
            .as("seed %d, in the ledger", seed)
            .isLessThanOrEqualTo(10);
        assertThat(cluster.api("w" + i).mostInASecond)
            .as("seed %d, in a second", seed)
            .isLessThanOrEqualTo(10);
      }
    }
  }

  private static void change(ClusterSimulation cluster, SplittableRandom random, String workspace) {
    List<Executor> alive = new ArrayList<>(cluster.executors());
    alive.removeIf(Executor::isDead);
    if (alive.isEmpty() || (alive.size() < 15 && random.nextInt(8) == 0)) {
      cluster.addExecutor();
      return;
    }
    Executor executor = alive.get(random.nextInt(alive.size()));
    switch (random.nextInt(12)) {
      case 0 -> executor.die(random.nextBoolean());
      case 1 -> executor.pause(random.nextDouble() * 12);
      case 2 -> executor.cutOff(random.nextDouble() * 12);
      case 3, 4 -> {
        if (!executor.readers().isEmpty()) {
          executor.readers().get(0).close();
        }
      }
      default ->
          executor.read(
              workspace,
              1 + random.nextInt(60),
              1 + random.nextInt(10),
              0.05 + random.nextDouble(),
              NOTHING);
    }
  }

  @ParameterizedTest(name = "{0} parts a workspace")
  @ValueSource(ints = {1, 4})
  void hundredWorkspacesOnTwentyExecutors(int parts) {
    int requests = 1200;
    ClusterSimulation cluster = new ClusterSimulation(1);
    Deque<String> tasks = new ArrayDeque<>();
    for (int part = 0; part < parts; part++) {
      for (int workspace = 0; workspace < 100; workspace++) {
        tasks.add("w" + workspace);
      }
    }
    for (int i = 0; i < 20; i++) {
      Executor executor = cluster.addExecutor();
      for (int slot = 0; slot < 4; slot++) {
        next(cluster, executor, tasks, requests / parts);
      }
    }
    cluster.runToEnd();
    int most = 0;
    for (int workspace = 0; workspace < 100; workspace++) {
      ClusterSimulation.SimulatedApi api = cluster.api("w" + workspace);
      assertThat(api.requests).isEqualTo(requests);
      most = Math.max(most, api.mostInASecond);
    }
    assertThat(most).isLessThanOrEqualTo(10);
    // Eighty tasks at a time: two waves of whole workspaces, or 800 requests a second of parts.
    assertThat(cluster.seconds()).isLessThan(parts == 1 ? 250 : 160);
  }

  private static void next(
      ClusterSimulation cluster, Executor executor, Deque<String> tasks, int requests) {
    String workspace = tasks.poll();
    if (workspace != null) {
      executor.read(workspace, requests, 8, 0.5, () -> next(cluster, executor, tasks, requests));
    }
  }
}
