package io.github.customerio4j.extract.fleet;

/**
 * How many extractions may run at a time. It starts low and grows while neither processor nor heap
 * are used up, each time by an eighth, so that what the last ones cost is seen before more start.
 * It never shrinks by the load of the processor, because an extraction that has started is best
 * ended; where the heap is nearly full, an extraction that ends is not replaced.
 *
 * <p>Used by one thread.
 */
final class AtOnce {
  private static final double BUSY = 0.88;
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
    return new AtOnce(MachineLoad.ofJava(), 2 * Runtime.getRuntime().availableProcessors(), most);
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
    if (heap > NEARLY_FULL) {
      allowed = Math.max(1, Math.min(allowed, running));
    } else if (waiting > 0 && running >= allowed && heap < FULL && processor < BUSY) {
      allowed = Math.min(most, allowed + Math.max(1, allowed / 8));
    }
  }
}
