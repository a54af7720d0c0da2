package io.github.customerio4j.cli.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a run did about one source, so far. Guarded by its recorder. */
final class SourceRecord {
  private final String name;
  private @Nullable Instant begin;
  private @Nullable Instant end;
  private long rows;
  private long requests;
  private long retries;
  private State state = State.WAITING;

  /** How far it is. */
  enum State {
    /** Nothing was asked yet. */
    WAITING("not begun"),
    /** Some of it is read. */
    UNDER_WAY("not read to its end"),
    /** All of it is read. */
    READ("read"),
    /** It failed and was skipped. */
    FAILED("failed");

    final String text;

    State(String text) {
      this.text = text;
    }
  }

  SourceRecord(String name) {
    this.name = name;
  }

  void requested(Instant at) {
    requests++;
    touch(at);
  }

  void retried() {
    retries++;
  }

  void read(int records, Instant at) {
    rows += records;
    touch(at);
  }

  void touch(Instant at) {
    if (begin == null) {
      begin = at;
    }
    if (end == null || at.isAfter(end)) {
      end = at;
    }
    if (state == State.WAITING) {
      state = State.UNDER_WAY;
    }
  }

  void finished(long records) {
    rows = records;
    state = State.READ;
  }

  void failed() {
    state = State.FAILED;
  }

  String name() {
    return name;
  }

  /** When it was asked for first; null if it never was. */
  @Nullable Instant begin() {
    return begin;
  }

  /** When something of it came last; null if nothing was asked. */
  @Nullable Instant end() {
    return end;
  }

  long rows() {
    return rows;
  }

  long requests() {
    return requests;
  }

  long retries() {
    return retries;
  }

  State state() {
    return state;
  }
}
