package io.github.customerio4j.client.http;

import java.util.SplittableRandom;

/** How long a request takes to the server, and its answer back; times in milliseconds. */
interface SimulatedNetwork {
  double toServer(double now, SplittableRandom random);

  default double back(double now, SplittableRandom random) {
    return 1;
  }

  /** A server that counts a request at the end of its work, as the sandbox does. */
  static SimulatedNetwork calm(double latency) {
    return (now, random) -> latency - Math.log(1 - random.nextDouble());
  }

  /** The first second is slow and uneven, because both ends start. */
  static SimulatedNetwork cold(double latency) {
    SimulatedNetwork warm = calm(latency);
    return (now, random) ->
        warm.toServer(now, random) + (now < 1_000 ? 80 + 250 * random.nextDouble() : 0);
  }

  /** Up to so many milliseconds more. */
  static SimulatedNetwork uniform(double latency, double most) {
    return (now, random) -> latency + random.nextDouble() * most;
  }

  /** One request in a hundred is late, some of them very late. */
  static SimulatedNetwork heavyTail(double latency) {
    return (now, random) -> {
      double late =
          random.nextInt(100) == 0 ? Math.min(600, 30 / Math.sqrt(1 - random.nextDouble())) : 0;
      return latency + random.nextDouble() * 3 + late;
    };
  }

  /** Every 13.7 seconds nothing arrives for 0.2 seconds, and then everything at once. */
  static SimulatedNetwork bursts(double latency) {
    return (now, random) -> {
      double arrival = now + latency + random.nextDouble() * 3;
      double period = arrival % 13_700;
      return period < 200 ? arrival - now + 200 - period : arrival - now;
    };
  }

  /** The latency grows and shrinks by a third within five minutes. */
  static SimulatedNetwork drift(double latency) {
    return (now, random) ->
        latency * (1 + Math.sin(now / 50_000) / 3) - Math.log(1 - random.nextDouble());
  }

  /** Requests arrive in time; the server takes quite different times to answer. */
  static SimulatedNetwork slowAnswers(double latency, double most) {
    return new SimulatedNetwork() {
      @Override
      public double toServer(double now, SplittableRandom random) {
        return 5 - Math.log(1 - random.nextDouble());
      }

      @Override
      public double back(double now, SplittableRandom random) {
        return latency + random.nextDouble() * most;
      }
    };
  }
}
