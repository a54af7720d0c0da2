package io.github.customerio4j.spark.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an executor does with single answers; {@link ClusterSimulationTest} has the rest. */
class PermitAgentTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final PermitAgent agent = new PermitAgent("a");
  private final LentPermits permits = new LentPermits();

  /** Permits that nobody uses. */
  private static final class LentPermits implements Permits {
    private int lent;
    private long leaseEnd;

    @Override
    public int whole() {
      return 10;
    }

    @Override
    public long window() {
      return SECOND;
    }

    @Override
    public void lend(int newPermits, long newLeaseEnd) {
      lent = newPermits;
      leaseEnd = newLeaseEnd;
    }

    @Override
    public int count() {
      return lent;
    }

    @Override
    public int inUse() {
      return 0;
    }

    @Override
    public int held() {
      return lent;
    }

    @Override
    public int waiting() {
      return 0;
    }
  }

  private static Grants grants(long number) {
    return new Grants(number, 5 * SECOND, SECOND, Map.of("w", 7));
  }

  @Test
  void firstReaderAsksAtOnceForTheWholeLimit() {
    agent.opened("w", permits, 0);

    assertThat(agent.isDue(0)).isTrue();
    assertThat(agent.ask(0).needs()).containsExactly(new Ask.Need("w", 10, SECOND, 0, 10));
  }

  @Test
  void leaseBeginsWhenItWasAskedFor() {
    agent.opened("w", permits, 0);
    agent.ask(SECOND);

    agent.granted(grants(1), SECOND, 3 * SECOND);

    assertThat(permits.lent).isEqualTo(7);
    assertThat(permits.leaseEnd).isEqualTo(6 * SECOND);
  }

  @Test
  void answerToAnEarlierMessageIsNotApplied() {
    agent.opened("w", permits, 0);
    agent.ask(0);
    agent.ask(SECOND);

    agent.granted(grants(1), 0, 2 * SECOND);

    assertThat(permits.lent).isZero();
  }

  @Test
  void lastReaderGivesAllPermitsUp() {
    agent.opened("w", permits, 0);
    agent.ask(0);
    agent.granted(grants(1), 0, 0);

    agent.closed("w", SECOND);

    assertThat(permits.lent).isZero();
    assertThat(agent.ask(SECOND).needs()).containsExactly(new Ask.Need("w", 10, SECOND, 0, 0));
  }
}
