package io.github.customerio4j.bench.freshness;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.PagingStyle;
import io.github.customerio4j.sandbox.config.SandboxSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Runs an extraction every hour or every day over a workspace whose messages change, once for each
 * strategy, and compares every table with the workspace at the end of each day.
 *
 * @param days how many days
 * @param messagesPerDay how many messages are created in a day
 * @param seed the same seed gives the same figures
 */
record Simulation(int days, int messagesPerDay, long seed) {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int HOURS_PER_DAY = 24;
  private static final String TYPE = "email";

  /** How often a run is made. */
  enum Rhythm {
    HOURLY("hourly"),
    DAILY("daily");

    private final String word;

    Rhythm(String word) {
      this.word = word;
    }

    /** The word for people. */
    String word() {
      return word;
    }

    boolean isDue(int hour) {
      return this == HOURLY || hour % HOURS_PER_DAY == 0;
    }
  }

  /**
   * A table at the end of a day, after the day's last run.
   *
   * @param day counted from 1
   * @param messages messages that exist in the workspace
   * @param changed those of them that have changed since they were first read
   * @param stale those that the table has with another value in any column, or does not have
   * @param requests requests of all runs so far
   */
  record Evening(
      Rhythm rhythm,
      Strategy strategy,
      int day,
      int messages,
      int changed,
      int stale,
      long requests) {

    /** Which part of the changed messages is stale, in percent. */
    double percentOfChanged() {
      return changed == 0 ? 0 : 100.0 * stale / changed;
    }

    /** Which part of all messages is stale, in percent. */
    double percentOfMessages() {
      return messages == 0 ? 0 : 100.0 * stale / messages;
    }
  }

  /** A table that is kept up to date by one strategy at one rhythm. */
  private static final class Job {
    private final Rhythm rhythm;
    private final Strategy strategy;
    private final MessageTable table = new MessageTable();
    private final Extractor extractor;
    private long requests;

    Job(Rhythm rhythm, Strategy strategy, CustomerIo client, Clock clock) {
      this.rhythm = rhythm;
      this.strategy = strategy;
      this.extractor =
          Extractor.builder()
              .client(client)
              .sink(table)
              .stateStore(new MemoryStateStore())
              .clock(clock)
              .build();
    }

    void run(Path spool) {
      requests += extractor.run(strategy.config(TYPE, START, spool)).requests();
    }

    Evening evening(int day, Map<String, String> truth) {
      int changed = 0;
      int stale = 0;
      for (Map.Entry<String, String> message : truth.entrySet()) {
        String row = message.getValue();
        String first = table.firstReading(message.getKey());
        changed += first == null || first.equals(row) ? 0 : 1;
        stale += row.equals(table.row(message.getKey())) ? 0 : 1;
      }
      return new Evening(rhythm, strategy, day, truth.size(), changed, stale, requests);
    }
  }

  /**
   * Runs it.
   *
   * @param progress is told each day that is done
   * @return an evening for each rhythm, strategy and day
   * @throws IOException if there is no temporary folder to write into
   */
  List<Evening> run(IntConsumer progress) throws IOException {
    // A folder of its own: other extractions on this machine look through the shared one.
    Path spool = Files.createTempDirectory("customerio-freshness-");
    try {
      return run(spool, progress);
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  private List<Evening> run(Path spool, IntConsumer progress) {
    try (Sandbox sandbox = sandbox();
        CustomerIo client =
            CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
                .baseUrl(sandbox.baseUrl())
                .rateLimit(RateLimit.unlimited())
                .clock(sandbox.clock())
                .build()) {
      // The one message that every workspace has is no part of the simulation.
      sandbox.advance(Duration.ofSeconds(1));
      Instant first = sandbox.clock().instant();
      sandbox.addChangingMessages(
          messagesPerDay * days, TYPE, first, first.plus(Duration.ofDays(days)));
      return run(sandbox, jobs(client, sandbox.clock()), spool, progress);
    }
  }

  private Sandbox sandbox() {
    return Sandbox.builder()
        .seed(seed)
        .clock(Clock.fixed(START.minusSeconds(1), ZoneOffset.UTC))
        .size(SandboxSize.TINY.withMessages(1))
        .paging(PagingStyle.PLAIN)
        .start();
  }

  private static List<Job> jobs(CustomerIo client, Clock clock) {
    List<Job> jobs = new ArrayList<>();
    for (Rhythm rhythm : Rhythm.values()) {
      for (Strategy strategy : Strategy.values()) {
        jobs.add(new Job(rhythm, strategy, client, clock));
      }
    }
    return jobs;
  }

  private List<Evening> run(Sandbox sandbox, List<Job> jobs, Path spool, IntConsumer progress) {
    List<Evening> evenings = new ArrayList<>();
    for (int hour = 1; hour <= days * HOURS_PER_DAY; hour++) {
      sandbox.advance(HOUR);
      for (Job job : jobs) {
        if (job.rhythm.isDue(hour)) {
          job.run(spool);
        }
      }
      if (hour % HOURS_PER_DAY == 0) {
        int day = hour / HOURS_PER_DAY;
        Map<String, String> truth = truth(sandbox);
        jobs.forEach(job -> evenings.add(job.evening(day, truth)));
        progress.accept(day);
      }
    }
    return evenings;
  }

  /** The rows that a perfect table has now, by id. */
  private static Map<String, String> truth(Sandbox sandbox) {
    Map<String, String> truth = new HashMap<>();
    for (String message : sandbox.truth().messages(sandbox.clock().instant())) {
      String row = RowText.of(message);
      if (!row.contains("\ncreated=" + START.minusSeconds(1).getEpochSecond() + "\n")) {
        truth.put(id(row), row);
      }
    }
    return truth;
  }

  private static String id(String row) {
    int start = row.indexOf("\nid=") + "\nid=".length();
    return row.substring(start, row.indexOf('\n', start));
  }
}
