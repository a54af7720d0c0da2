package io.github.customerio4j.extract.state;

/** Keeps the state for as long as the object lives. Safe for use by several threads. */
public final class MemoryStateStore implements StateStore {

  private volatile ExtractionState state;

  /** Starts with the empty state. */
  public MemoryStateStore() {
    this(ExtractionState.empty());
  }

  /** Starts with a state that was kept elsewhere. */
  public MemoryStateStore(ExtractionState state) {
    this.state = state;
  }

  @Override
  public ExtractionState load() {
    return state;
  }

  @Override
  public void check() {}

  @Override
  public void save(ExtractionState state) {
    // By way of the stored form, so that this store keeps and refuses what a file would.
    this.state = ExtractionState.parse(state.toJson());
  }
}
