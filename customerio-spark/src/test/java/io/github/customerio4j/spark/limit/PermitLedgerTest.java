package io.github.customerio4j.spark.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the driver answers to single messages; {@link ClusterSimulationTest} has the rest. */
class PermitLedgerTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final PermitLedger ledger = new PermitLedger();

  private int granted(String executor, long number, int whole, int held, int wanted, long now) {
    Ask.Need need = new Ask.Need("w", whole, SECOND, held, wanted);
    return ledger
        .answer(new Ask(executor, number, List.of(need)), now)
        .permits()
        .getOrDefault("w", 0);
  }

  @Test
  void executorAloneGetsAllPermits() {
    assertThat(granted("a", 1, 10, 0, 10, 0)).isEqualTo(10);
    assertThat(ledger.held("w")).isEqualTo(10);
  }

  @Test
  void permitsThatAnotherOneStillHoldsAreNotGranted() {
    granted("a", 1, 10, 0, 10, 0);

    assertThat(granted("b", 1, 10, 0, 10, SECOND)).isZero();
    assertThat(granted("a", 2, 10, 10, 10, SECOND)).as("told to give up half").isEqualTo(5);
    assertThat(granted("b", 2, 10, 0, 10, SECOND)).as("before they returned").isZero();
    assertThat(granted("a", 3, 10, 5, 10, 2 * SECOND)).isEqualTo(5);
    assertThat(granted("b", 3, 10, 0, 10, 2 * SECOND)).as("after they returned").isEqualTo(5);
  }

  @Test
  void olderMessageThatArrivesLaterCountsForNothing() {
    granted("a", 2, 10, 0, 10, 0);

    Grants late =
        ledger.answer(new Ask("a", 1, List.of(new Ask.Need("w", 10, SECOND, 0, 0))), SECOND);

    assertThat(late.permits()).isEmpty();
    assertThat(late.lease()).isZero();
    assertThat(granted("b", 1, 10, 0, 10, SECOND)).as("they are the first one's").isZero();
  }

  @Test
  void permitsOfAnExecutorThatIsGoneAreFreeWhenItsLeaseIsOver() {
    granted("a", 1, 10, 0, 10, 0);
    ledger.ended("a");

    assertThat(granted("b", 1, 10, 0, 10, SECOND)).isZero();
    assertThat(granted("b", 2, 10, 0, 10, 20 * SECOND)).isEqualTo(10);
  }

  @Test
  void lowestRateThatReadersWereGivenCounts() {
    granted("a", 1, 10, 0, 2, 0);
    granted("b", 1, 4, 0, 10, 0);

    assertThat(granted("a", 2, 10, 10, 2, SECOND)).isEqualTo(2);
    granted("a", 3, 10, 2, 2, 2 * SECOND);
    assertThat(granted("b", 2, 4, 0, 10, 2 * SECOND)).isEqualTo(2);
  }
}
