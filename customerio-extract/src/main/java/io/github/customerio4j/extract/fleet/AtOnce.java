package io.github.customerio4j.extract.fleet;

/**
 * How many extractions may run at a time. It starts low and grows while neither processor nor heap
 * are used up, each time by an eighth, so that what the last ones cost is seen before more start.
 * Where it is others who use the processor, it grows by one, so that a busy neighbor does not keep
 * a fleet from its share. It never shrinks by the load of the processor, because an extraction that
 * has started is best ended; where the heap is nearly full, an extraction that ends is not
 * replaced.
 *
 * <p>Used by one thread.
 */
final class AtOnce {
  /** How many start at once for each processor: most of their time is waiting. */
  private static final int FIRST = 4;

  private static final double BUSY = 0.88;
  private static final double FAIR = 0.5;
  private static final double FULL = 0.65;
  private static final double NEARLY_FULL = 0.8;

  private final MachineLoad machine;
  private final int most;
  private int allowed;

  /**
   * @param first how many start at once
   * @param most the bound
   */
  AtOnce(MachineLoad machine, int first, int most) {
    this.machine = machine;
    this.most = most;
    this.allowed = Math.min(first, most);
  }

  /** The same for the processors and the heap of this machine. */
  static AtOnce ofMachine(int most) {
    return new AtOnce(
        MachineLoad.ofJava(), FIRST * Runtime.getRuntime().availableProcessors(), most);
  }

  /** How many may run now. */
  int allowed() {
    return allowed;
  }

  /**
   * Looks at the machine; called at even distances of time.
   *
   * @param running how many run
   * @param waiting how many would like to
   */
  void look(int running, int waiting) {
    double heap = machine.heap();
    double processor = machine.processor();
    double own = machine.ownProcessor();
    if (heap > NEARLY_FULL) {
      allowed = Math.max(1, Math.min(allowed, running));
    } else if (waiting > 0 && running >= allowed && heap < FULL) {
      int more = processor < BUSY ? Math.max(1, allowed / 8) : own < FAIR ? 1 : 0;
      allowed = Math.min(most, allowed + more);
    }
  }
}
