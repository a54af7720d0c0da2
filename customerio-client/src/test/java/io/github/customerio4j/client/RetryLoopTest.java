package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.CancelledException;
import io.github.customerio4j.client.http.AttemptFailedException;
import io.github.customerio4j.client.http.AttemptFailedException.Remedy;
import io.github.customerio4j.client.http.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The retry loop alone: its waits, its end, and cancellation. */
class RetryLoopTest {
  private final CallScope scope = CallScope.root().child(new TransferListener() {});
  private final List<Duration> waits = new ArrayList<>();

  @Test
  void waitsDoubleUpToTheMaximumWithJitterOfAtMostHalf() {
    for (int round = 0; round < 40; round++) {
      waits.clear();
      assertThatThrownBy(() -> attempts(6, 200, 900).run(RetryLoopTest::failing))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("attempt 6");

      List<Long> longest = List.of(200L, 400L, 800L, 900L, 900L);
      for (int i = 0; i < longest.size(); i++) {
        assertThat(waits.get(i).toNanos() / 1000)
            .as("wait " + (i + 1))
            .isBetween(longest.get(i) / 2, longest.get(i));
      }
    }
    assertThat(waits).hasSize(5);
  }

  @Test
  void waitsOfDifferentCallsDiffer() {
    for (int round = 0; round < 8; round++) {
      assertThatThrownBy(() -> attempts(2, 900, 900).run(RetryLoopTest::failing));
    }
    assertThat(waits)
        .as("threads that fail together retry at different times")
        .doesNotHaveDuplicates();
  }

  @Test
  void waitBeyondTheDeadlineIsNotStarted() {
    RetryLoop attempts =
        new RetryLoop(
            options(9, 1000, 1000), deadline(Duration.ofNanos(1)), scope, "x", this::note);
    assertThatThrownBy(() -> attempts.run(RetryLoopTest::failing)).hasMessage("attempt 1");
    assertThat(waits).isEmpty();
  }

  @Test
  void interruptDuringAWaitCancelsTheCall() {
    Thread self = Thread.currentThread();
    RetryLoop attempts =
        new RetryLoop(
            options(9, 60_000_000, 60_000_000),
            deadline(Duration.ofHours(1)),
            scope,
            "GET /x",
            (attempt, delay, reason) -> self.interrupt());
    assertThatThrownBy(() -> attempts.run(RetryLoopTest::failing))
        .isInstanceOf(CancelledException.class)
        .hasMessageStartingWith("Cannot GET /x: the thread was interrupted.");
    assertThat(Thread.interrupted()).as("the flag is still set").isTrue();
  }

  @Test
  void closingTheScopeDuringAWaitCancelsTheCall() {
    RetryLoop attempts =
        new RetryLoop(
            options(9, 60_000_000, 60_000_000),
            deadline(Duration.ofHours(1)),
            scope,
            "GET /x",
            (attempt, delay, reason) -> scope.close());
    assertThatThrownBy(() -> attempts.run(RetryLoopTest::failing))
        .isInstanceOf(CancelledException.class)
        .hasMessageStartingWith("Cannot GET /x: its client was closed.");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void failureAfterClosingTheScopeIsACancellation() {
    AtomicInteger made = new AtomicInteger();
    assertThatThrownBy(
            () ->
                attempts(1, 1, 1)
                    .run(
                        (context, number) -> {
                          made.incrementAndGet();
                          scope.close();
                          throw failed(number);
                        }))
        .isInstanceOf(CancelledException.class);
    assertThat(made).hasValue(1);

    assertThatThrownBy(() -> attempts(1, 1, 1).run((context, number) -> made.incrementAndGet()))
        .isInstanceOf(CancelledException.class);
    assertThat(made).as("no attempt in a closed scope").hasValue(1);
  }

  @Test
  void closingAScopeCancelsItsCallsAndThoseOfItsChildren() {
    List<String> ended = new ArrayList<>();
    CallScope root = CallScope.root();
    CallScope child = root.child(new TransferListener() {});
    CallScope other = root.child(new TransferListener() {});
    Runnable over = () -> ended.add("over");
    child.register(() -> ended.add("child's"));
    child.register(over);
    child.unregister(over);
    other.register(() -> ended.add("other's"));

    other.close();
    assertThat(ended).containsExactly("other's");
    assertThat(child.isClosed()).isFalse();

    root.close();
    assertThat(ended).contains("child's").doesNotContain("over");
    assertThat(child.isClosed()).isTrue();
    assertThat(root.isRoot()).isTrue();
    assertThat(child.isRoot()).isFalse();
  }

  private static Object failing(Object context, int number) {
    throw failed(number);
  }

  private static AttemptFailedException failed(int number) {
    return new AttemptFailedException(
        new IllegalStateException("attempt " + number), "attempt " + number, Remedy.TRY_AGAIN);
  }

  private RetryLoop attempts(int most, long firstMicros, long longestMicros) {
    return new RetryLoop(
        options(most, firstMicros, longestMicros),
        deadline(Duration.ofMinutes(1)),
        scope,
        "x",
        this::note);
  }

  private void note(int failedAttempt, Duration delay, String reason) {
    assertThat(reason).isEqualTo("attempt " + failedAttempt);
    waits.add(delay);
  }

  private static RetryOptions options(int most, long firstMicros, long longestMicros) {
    return RetryOptions.builder()
        .maxAttempts(most)
        .firstDelay(Duration.ofNanos(firstMicros * 1000))
        .maxDelay(Duration.ofNanos(longestMicros * 1000))
        .build();
  }

  private static Deadline deadline(Duration length) {
    Deadline deadline = new Deadline(length, Optional.empty());
    deadline.start();
    return deadline;
  }
}
