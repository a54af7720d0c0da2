package io.github.customerio4j.client;

import io.github.customerio4j.client.error.CancelledException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls in flight of one client or one view, with the options of the view. Closing a scope ends
 * only its own calls and those of its children.
 */
final class CallScope {
  private final @Nullable CallScope parent;
  private final TransferListener listener;
  private final RequestOptions options;
  private final Set<Runnable> cancellations = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private CallScope(@Nullable CallScope parent, TransferListener listener, RequestOptions options) {
    this.parent = parent;
    this.listener = listener;
    this.options = options;
  }

  static CallScope root() {
    return new CallScope(null, new TransferListener() {}, RequestOptions.none());
  }

  /** A child scope, which ends with this one or earlier. */
  CallScope child() {
    return new CallScope(this, listener, options);
  }

  /** A child scope whose calls are reported to its listener and to this scope's. */
  CallScope child(TransferListener childListener) {
    return new CallScope(
        this,
        isRoot() ? childListener : new CompositeTransferListener(listener, childListener),
        options);
  }

  /** A child scope whose options count before this scope's. */
  CallScope child(RequestOptions childOptions) {
    return new CallScope(this, listener, options.overriddenBy(childOptions));
  }

  TransferListener listener() {
    return listener;
  }

  RequestOptions options() {
    return options;
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
      throw closed(operation, null);
    }
  }

  /**
   * The error for a call that was interrupted: by the scope's end, which takes the interruption
   * back, or by somebody else, for whom the thread's flag is set again.
   */
  CancelledException interrupted(String operation, Throwable cause) {
    if (isClosed()) {
      Thread.interrupted();
      return closed(operation, cause);
    }
    Thread.currentThread().interrupt();
    return new CancelledException(
        "Cannot "
            + operation
            + ": the thread was interrupted. Repeat the call if this was not intended.",
        cause);
  }

  private static CancelledException closed(String operation, @Nullable Throwable cause) {
    return new CancelledException(
        "Cannot " + operation + ": its client was closed. Open another client.", cause);
  }

  void close() {
    closed = true;
    cancellations.forEach(Runnable::run);
  }
}
