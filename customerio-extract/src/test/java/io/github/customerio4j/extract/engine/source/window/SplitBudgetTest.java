package io.github.customerio4j.extract.engine.source.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many cuts a run may make. */
class SplitBudgetTest {
  private final SplitBudget budget = new SplitBudget();

  @Test
  void firstThreeSplitsAreFree() {
    assertThat(budget.take(2)).isEqualTo(2);
    assertThat(budget.take(9)).isEqualTo(1);
    assertThat(budget.take(1)).isZero();
  }

  @Test
  void splitsCostUnderFivePercentFromHundredPagesOn() {
    int cuts = 0;
    for (int pages = 1; pages <= 2000; pages++) {
      budget.pageRead();
      cuts += budget.take(5);
      double bound = pages < 100 ? 3 : pages * 0.05;
      assertThat((double) cuts).as("after %d pages", pages).isLessThanOrEqualTo(bound);
    }
    assertThat(cuts).isGreaterThan(80);
  }

  @Test
  void unspentCostOfASplitIsReturned() {
    assertThat(budget.take(3)).isEqualTo(3);
    budget.giveBack(0.5);
    assertThat(budget.take(1)).isZero();
    budget.giveBack(0.75);

    assertThat(budget.take(2)).isEqualTo(1);
  }

  @Test
  void largeRunSplitsSmallerPieces() {
    assertThat(budget.pagesWorthASplit()).isEqualTo(4);
    for (int pages = 0; pages < 100; pages++) {
      budget.pageRead();
    }
    assertThat(budget.pagesWorthASplit()).isEqualTo(2);
  }

  @Test
  void onlyARunThatIsCertainlyLargeSpendsAhead() {
    for (int pages = 0; pages < 90; pages++) {
      budget.pageRead();
    }
    budget.expect(150);
    assertThat(budget.take(9)).as("a run that may have hundred pages").isEqualTo(3);

    budget.expect(300);
    assertThat(budget.take(9)).as("a run of five hundred pages").isEqualTo(5);
  }
}
