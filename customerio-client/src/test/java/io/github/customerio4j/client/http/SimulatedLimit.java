package io.github.customerio4j.client.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How a server counts the requests of a second; times in nanoseconds. */
interface SimulatedLimit {
  long SECOND = 1_000_000_000;

  boolean allows(long now);

  /** No more than so many requests in any one second. */
  static SimulatedLimit sliding(int requests, boolean countsRefused) {
    Deque<Long> lately = new ArrayDeque<>();
    return now -> {
      while (!lately.isEmpty() && now - lately.getFirst() >= SECOND) {
        lately.removeFirst();
      }
      boolean allowed = lately.size() < requests;
      if (allowed || countsRefused) {
        lately.addLast(now);
      }
      return allowed;
    };
  }

  /** No more than so many requests in each second of the server's clock. */
  static SimulatedLimit fixed(int requests) {
    Map<Long, Integer> counts = new HashMap<>();
    return now -> counts.merge(Math.floorDiv(now, SECOND), 1, Integer::sum) <= requests;
  }

  /** A bucket of tokens that is full at first. */
  static SimulatedLimit bucket(int requests, int capacity) {
    return new SimulatedLimit() {
      private double tokens = capacity;
      private long last;

      @Override
      public boolean allows(long now) {
        tokens = Math.min(capacity, tokens + (double) (now - last) * requests / SECOND);
        last = now;
        if (tokens < 1) {
          return false;
        }
        tokens--;
        return true;
      }
    };
  }

  /** Refuses everything for a second after it has refused one request. */
  static SimulatedLimit blocking(int requests) {
    SimulatedLimit sliding = sliding(requests, false);
    return new SimulatedLimit() {
      private long blockedUntil = Long.MIN_VALUE;

      @Override
      public boolean allows(long now) {
        if (now < blockedUntil) {
          return false;
        }
        boolean allowed = sliding.allows(now);
        if (!allowed) {
          blockedUntil = now + SECOND;
        }
        return allowed;
      }
    };
  }
}
