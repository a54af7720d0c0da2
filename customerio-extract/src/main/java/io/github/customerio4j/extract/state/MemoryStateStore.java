package io.github.customerio4j.extract.state;

import java.util.Objects;

/** Keeps the state for as long as the object lives. Safe for use by several threads. */
public final class MemoryStateStore implements StateStore {

  private volatile ExtractionState state;

  /** Starts with the empty state. */
  public MemoryStateStore() {
    this(ExtractionState.empty());
  }

  /** Starts with the given state. */
  public MemoryStateStore(ExtractionState state) {
    this.state = Objects.requireNonNull(state, "state");
  }

  @Override
  public ExtractionState load() {
    return state;
  }

  @Override
  public void check() {}

  @Override
  public void save(ExtractionState state) {
    // Uses the stored form, so that this store keeps and refuses the same states as a file.
    this.state = ExtractionState.parse(state.toJson());
  }
}
