package io.github.customerio4j.extract.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AtOnceTest {
  private double processor;
  private double own;
  private double heap;

  private final MachineLoad machine =
      new MachineLoad() {
        @Override
        public double processor() {
          return processor;
        }

        @Override
        public double ownProcessor() {
          return own;
        }

        @Override
        public double heap() {
          return heap;
        }
      };

  @Test
  void growsSlowlyWhileTheMachineIsIdle() {
    AtOnce atOnce = new AtOnce(machine, 4, 100);

    atOnce.look(4, 50);
    assertThat(atOnce.allowed()).isEqualTo(5);
    for (int i = 0; i < 100; i++) {
      atOnce.look(atOnce.allowed(), 50);
    }
    assertThat(atOnce.allowed()).isEqualTo(100);
  }

  @Test
  void doesNotGrowBeforeThoseAllowedRun() {
    AtOnce atOnce = new AtOnce(machine, 4, 100);

    atOnce.look(3, 50);
    atOnce.look(4, 0);

    assertThat(atOnce.allowed()).isEqualTo(4);
  }

  @Test
  void busyProcessorStopsTheGrowth() {
    processor = 0.9;
    own = 0.7;
    AtOnce atOnce = new AtOnce(machine, 4, 100);

    atOnce.look(4, 50);
    assertThat(atOnce.allowed()).isEqualTo(4);

    processor = 0.5;
    atOnce.look(4, 50);
    assertThat(atOnce.allowed()).isEqualTo(5);
  }

  @Test
  void busyNeighborSlowsTheGrowthOnly() {
    processor = 1;
    own = 0.1;
    AtOnce atOnce = new AtOnce(machine, 40, 100);

    atOnce.look(40, 50);

    assertThat(atOnce.allowed()).isEqualTo(41);
  }

  @Test
  void fullHeapStopsTheGrowth() {
    heap = 0.7;
    AtOnce atOnce = new AtOnce(machine, 4, 100);

    atOnce.look(4, 50);

    assertThat(atOnce.allowed()).isEqualTo(4);
  }

  @Test
  void nearlyFullHeapDoesNotReplaceWhatEnds() {
    AtOnce atOnce = new AtOnce(machine, 8, 100);
    heap = 0.9;

    atOnce.look(5, 50);
    assertThat(atOnce.allowed()).isEqualTo(5);
    atOnce.look(0, 50);
    assertThat(atOnce.allowed()).isEqualTo(1);
  }

  @Test
  void boundOfTheUserHolds() {
    assertThat(new AtOnce(machine, 4, 2).allowed()).isEqualTo(2);
  }

  @Test
  void javaTellsItsLoad() {
    MachineLoad java = MachineLoad.ofJava();

    assertThat(java.processor()).isBetween(0.0, 1.0);
    assertThat(java.ownProcessor()).isBetween(0.0, 1.0);
    assertThat(java.heap()).isBetween(0.0, 1.0);
  }
}
