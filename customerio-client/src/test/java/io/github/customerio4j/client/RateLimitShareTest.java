package io.github.customerio4j.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.client.http.Deadline;
import io.github.customerio4j.client.http.RequestWindow.Permit;
import io.github.customerio4j.client.paging.PageRequest.Priority;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A share of a limit, whose permits come and go. */
class RateLimitShareTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final FakeTime time = new FakeTime();
  private final RateLimit.Share share = RateLimit.share(10, time, time, () -> {});

  @Test
  void permitInUseIsHeldUntilItReturns() throws InterruptedException {
    share.permits(2);
    send();
    send();
    share.permits(0);
    assertThat(share.permitsHeld()).isEqualTo(2);
    time.now += 2 * SECOND;
    assertThat(share.permitsHeld()).isZero();
  }

  @Test
  void nothingIsHeldAfterTheEndOfTheLease() throws InterruptedException {
    share.permits(1, time.now + SECOND);
    Permit early = requireNonNull(share.limit().send(null));
    share.limit().giveBack(early);
    time.now += 2 * SECOND;
    assertThat(share.permits()).isZero();
    assertThat(share.permitsHeld()).isZero();
  }

  @Test
  void permitIsRefusedWhenItsLeaseHasEndedBeforeTheRequestIsWritten() throws InterruptedException {
    share.permits(1, time.now + SECOND);
    Permit late = turn();
    time.now += SECOND;
    time.duringWait =
        () -> {
          assertThat(share.permitsInUse()).as("the permit belongs to another share").isZero();
          share.permits(1, time.now + SECOND);
        };

    Permit sent = share.limit().send(late);

    assertThat(time.waits).as("the request waits for another lease").isNotEmpty();
    assertThat(sent).isNotNull().isNotSameAs(late);
    assertThat(share.permitsInUse()).isEqualTo(1);
  }

  @Test
  void permitIsUsedUntilTheLastMomentOfItsLease() throws InterruptedException {
    share.permits(1, time.now + SECOND);
    Permit early = turn();
    time.now += SECOND - 1;

    assertThat(share.limit().send(early)).isSameAs(early);
    assertThat(time.waits).isEmpty();
  }

  @Test
  void permitOfAFormerLeaseIsRefusedAlsoIfThereIsANewOne() throws InterruptedException {
    share.permits(1, time.now + SECOND);
    Permit late = turn();
    time.now += 2 * SECOND;
    share.permits(1, time.now + 60 * SECOND);

    assertThat(share.limit().send(late)).isNotNull().isNotSameAs(late);
    assertThat(share.permitsInUse()).isEqualTo(1);
  }

  @Test
  void shareWithoutPermitsCountsAsOneWithAPermit() {
    assertThat(share.limit().limit()).hasValue(10);
    assertThat(share.limit().requestsPerSecond().orElseThrow()).isBetween(0.9, 1.0);
    share.permits(5);
    assertThat(share.limit().requestsPerSecond().orElseThrow()).isBetween(4.9, 5.0);
  }

  @Test
  @Timeout(10)
  void waitingRequestGoesOnWhenAPermitIsAdded() throws InterruptedException {
    RateLimit.Share real = RateLimit.share(10);
    Thread request =
        new Thread(
            () -> {
              try {
                real.limit().send(null);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    request.start();
    while (real.waiting() == 0) {
      Thread.onSpinWait();
    }
    real.permits(1);
    request.join();
    assertThat(real.permitsInUse()).isEqualTo(1);
  }

  @Test
  void morePermitsThanTheLimitHasAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> share.permits(11))
        .withMessageContaining("0 to 10");
  }

  private Permit turn() throws InterruptedException {
    RateLimit.Turn turn =
        share.limit().await(Priority.FIRST, new Deadline(Duration.ofSeconds(1), Optional.empty()));
    return requireNonNull(((RateLimit.Turn.Now) turn).permit());
  }

  private void send() throws InterruptedException {
    share.limit().answered(share.limit().send(null), true);
  }
}
