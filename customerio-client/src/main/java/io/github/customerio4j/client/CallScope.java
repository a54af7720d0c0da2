package io.github.customerio4j.client;

import io.github.customerio4j.client.error.CancelledException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls in flight of one client or one view. Closing a scope ends only its own calls and those
 * of its children.
 */
final class CallScope {
  private final @Nullable CallScope parent;
  private final TransferListener listener;
  private final Set<Runnable> cancellations = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private CallScope(@Nullable CallScope parent, TransferListener listener) {
    this.parent = parent;
    this.listener = listener;
  }

  static CallScope root() {
    return new CallScope(null, new TransferListener() {});
  }

  /**
   * A child scope, which ends with this one or earlier. This scope's listener also receives the
   * child's calls.
   */
  CallScope child(TransferListener childListener) {
    return new CallScope(
        this, isRoot() ? childListener : new CompositeTransferListener(listener, childListener));
  }

  TransferListener listener() {
    return listener;
  }

  boolean isRoot() {
    return parent == null;
  }

  boolean isClosed() {
    return closed || (parent != null && parent.isClosed());
  }

  /** Keeps the cancellation of a call until {@link #unregister}. */
  void register(Runnable cancellation) {
    cancellations.add(cancellation);
    if (parent != null) {
      parent.register(cancellation);
    }
  }

  void unregister(Runnable cancellation) {
    cancellations.remove(cancellation);
    if (parent != null) {
      parent.unregister(cancellation);
    }
  }

  void requireOpen(String operation) {
    if (isClosed()) {
      throw new CancelledException(
          "Cannot " + operation + ": its client was closed. Open another client.", null);
    }
  }

  void close() {
    closed = true;
    cancellations.forEach(Runnable::run);
  }
}
