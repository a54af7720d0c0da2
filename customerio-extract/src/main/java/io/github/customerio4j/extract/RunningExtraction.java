package io.github.customerio4j.extract;

import io.github.customerio4j.extract.engine.run.Cancellation;
import io.github.customerio4j.extract.engine.run.RunThreads;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A run on a thread that does nothing else meanwhile, and which nobody interrupts. */
final class RunningExtraction implements Extractor.Extraction {
  private static final String CANCELLED = "Cannot continue the extraction: it was cancelled.";
  private static final String INTERRUPTED =
      "Cannot continue the extraction: the run was interrupted.";

  private final Cancellation cancellation = new Cancellation();
  private final CompletableFuture<ExtractionReport> ended = new CompletableFuture<>();
  private final boolean hasOwnThread;
  private volatile @Nullable Thread thread;

  private RunningExtraction(boolean hasOwnThread) {
    this.hasOwnThread = hasOwnThread;
  }

  static RunningExtraction start(
      RunThreads threads, Function<Cancellation, ExtractionReport> work) {
    RunningExtraction run = new RunningExtraction(!threads.areShared());
    threads.start("run", () -> run.run(work));
    return run;
  }

  private void run(Function<Cancellation, ExtractionReport> work) {
    thread = Thread.currentThread();
    ExtractionReport report;
    try {
      report = work.apply(cancellation);
    } catch (Throwable e) {
      ended.completeExceptionally(e);
      return;
    }
    ended.complete(report);
  }

  @Override
  public void cancel() {
    cancellation.request(CANCELLED);
  }

  @Override
  public boolean isDone() {
    return ended.isDone();
  }

  @Override
  public Optional<ExtractionReport> await(Duration timeout) throws InterruptedException {
    Objects.requireNonNull(timeout, "timeout");
    requireOtherThread();
    try {
      return Optional.of(ended.get(nanos(timeout), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static long nanos(Duration timeout) {
    return TimeUnit.NANOSECONDS.convert(timeout);
  }

  @Override
  public ExtractionReport join() {
    requireOtherThread();
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return ended.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
          cancellation.request(INTERRUPTED);
        }
      }
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits as {@link #join} does, and until the thread has ended, too. */
  ExtractionReport joinThread() {
    try {
      return join();
    } finally {
      awaitThread();
    }
  }

  /** The thread has nothing to do any more, so this takes no time that is worth an interruption. */
  private void awaitThread() {
    Thread own = thread;
    if (!hasOwnThread || own == null) {
      return;
    }
    boolean isInterrupted = Thread.interrupted();
    try {
      own.join();
    } catch (InterruptedException e) {
      isInterrupted = true;
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public CompletableFuture<ExtractionReport> toCompletableFuture() {
    CompletableFuture<ExtractionReport> future = new CancellingFuture();
    var unused =
        ended.whenComplete(
            (report, failure) -> {
              if (failure == null) {
                future.complete(report);
              } else {
                future.completeExceptionally(failure);
              }
            });
    return future;
  }

  /** Who waits for the run on its own thread, as from a listener, would wait forever. */
  private void requireOtherThread() {
    if (Thread.currentThread() == thread && !ended.isDone()) {
      throw new IllegalStateException(
          "Cannot wait for an extraction on its own thread: it would never end. Wait elsewhere.");
    }
  }

  private static RuntimeException failure(ExecutionException e) {
    Throwable failure = e.getCause();
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) Objects.requireNonNull(failure);
  }

  /** A future whose cancellation cancels the run. */
  private final class CancellingFuture extends CompletableFuture<ExtractionReport> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean isCancelled = super.cancel(mayInterruptIfRunning);
      if (isCancelled) {
        RunningExtraction.this.cancel();
      }
      return isCancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new CompletableFuture<>();
    }
  }
}
