package io.github.customerio4j.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.http.Simulation.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How much of a limit of ten requests a second programs use that always have something to send, and
 * how many of their requests are refused. In virtual time, so that an hour takes a moment.
 */
class RequestWindowSimulationTest {
  private static final int RATE = 10;
  private static final int SEEDS = 10;

  private record Figures(double budget, double refused) {}

  static Stream<Arguments> networks() {
    List<Arguments> all = new ArrayList<>();
    for (int latency : List.of(300, 1000)) {
      all.add(network("calm", latency, 0.985, 60, SimulatedNetwork.calm(latency)));
      all.add(network("cold", latency, 0.98, 60, SimulatedNetwork.cold(latency)));
      all.add(network("uniform", latency, 0.97, 60, SimulatedNetwork.uniform(latency, 20)));
      all.add(network("heavy tail", latency, 0.97, 60, SimulatedNetwork.heavyTail(latency)));
      all.add(network("bursts", latency, 0.97, 60, SimulatedNetwork.bursts(latency)));
      all.add(network("drift", latency, 0.97, 300, SimulatedNetwork.drift(latency)));
      all.add(network("wide", latency, 0.97, 300, SimulatedNetwork.uniform(latency, 30)));
    }
    return all.stream();
  }

  private static Arguments network(
      String name, int latency, double budget, int seconds, SimulatedNetwork network) {
    return Arguments.of(name + " " + latency, network, latency, budget, seconds);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void limitIsUsedUpWithHardlyAnyRefusal(
      String name, SimulatedNetwork network, int latency, double budget, int seconds) {
    for (Supplier<SimulatedLimit> limit : limits()) {
      Figures figures = alone(limit, network, latency, seconds);
      assertThat(figures.budget()).isGreaterThanOrEqualTo(budget);
      assertThat(figures.refused()).isLessThanOrEqualTo(0.002);
    }
  }

  private static List<Supplier<SimulatedLimit>> limits() {
    return List.of(
        () -> SimulatedLimit.sliding(RATE, false),
        () -> SimulatedLimit.sliding(RATE, true),
        () -> SimulatedLimit.fixed(RATE),
        () -> SimulatedLimit.bucket(RATE, RATE));
  }

  @Test
  void slowAnswersCostLittle() {
    Figures figures =
        alone(
            () -> SimulatedLimit.sliding(RATE, false),
            SimulatedNetwork.slowAnswers(300, 200),
            400,
            300);
    assertThat(figures.budget()).isGreaterThan(0.96);
  }

  @Test
  void serverThatBlocksAfterARefusalIsNotStormed() {
    Figures figures =
        alone(() -> SimulatedLimit.blocking(RATE), SimulatedNetwork.heavyTail(300), 300, 600);
    assertThat(figures.refused()).isLessThanOrEqualTo(0.002);
    assertThat(figures.budget()).isGreaterThan(0.98);
  }

  @Test
  void smallerBucketOfTokensIsNoticedAtTheStart() {
    Figures figures =
        alone(() -> SimulatedLimit.bucket(RATE, 5), SimulatedNetwork.calm(300), 300, 600);
    assertThat(figures.refused()).isLessThanOrEqualTo(0.002);
    assertThat(figures.budget()).isGreaterThan(0.98);
  }

  private static Figures alone(
      Supplier<SimulatedLimit> limit, SimulatedNetwork network, int latency, int seconds) {
    double accepted = 0;
    double refused = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      Simulation simulation = new Simulation(limit.get(), network, seed);
      Program program = simulation.add(0.37, RATE);
      simulation.runTo(0.37 + seconds + latency / 1e3);
      accepted += program.accepted;
      refused += program.refused;
    }
    return new Figures(accepted / (RATE * seconds * SEEDS), refused / (accepted + refused));
  }

  static Stream<Arguments> companies() {
    List<Arguments> all = new ArrayList<>();
    for (int programs : List.of(2, 3)) {
      for (int stagger : List.of(0, 7)) {
        all.add(Arguments.of(programs, stagger, "sliding", 0.9));
        all.add(Arguments.of(programs, stagger, "bucket", 0.9));
        // A refused request takes the place of one that is allowed.
        all.add(Arguments.of(programs, stagger, "counts refused ones", 0.8));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} programs, {1} s apart, {2}")
  @MethodSource("companies")
  void programsThatShareAKeyEachFindTheirShare(
      int programs, int stagger, String counting, double sum) {
    int seconds = 900;
    double accepted = 0;
    double refused = 0;
    for (int seed = 1; seed <= 5; seed++) {
      Simulation simulation =
          new Simulation(limit(counting), SimulatedNetwork.uniform(300, 8), seed);
      List<Program> all = new ArrayList<>();
      for (int i = 0; i < programs; i++) {
        all.add(simulation.add(0.37 + i * stagger, RATE));
      }
      simulation.runTo(seconds);
      double together = all.stream().mapToInt(program -> program.accepted).sum();
      for (Program program : all) {
        assertThat(program.accepted / together).isGreaterThan(0.4 / programs);
        refused += program.refused;
      }
      accepted += together;
    }
    assertThat(accepted / (5 * seconds * RATE)).isGreaterThan(sum);
    assertThat(refused / (accepted + refused)).isLessThan(0.035);
  }

  private static SimulatedLimit limit(String counting) {
    return switch (counting) {
      case "bucket" -> SimulatedLimit.bucket(RATE, RATE);
      case "sliding" -> SimulatedLimit.sliding(RATE, false);
      default -> SimulatedLimit.sliding(RATE, true);
    };
  }

  @Test
  void programThatIsAloneAgainTakesTheWholeLimit() {
    Simulation simulation =
        new Simulation(SimulatedLimit.sliding(RATE, false), SimulatedNetwork.calm(300), 1);
    Program stays = simulation.add(0, RATE);
    Program leaves = simulation.add(0, RATE);
    simulation.runTo(300);
    double shared = stays.window().requestsPerSecond();
    leaves.rest(1_000);
    simulation.runTo(400);

    assertThat(shared).isLessThan(7);
    assertThat(stays.window().requestsPerSecond()).isGreaterThan(9.8);
  }
}
