package io.github.customerio4j.bench.process;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.Transfer;
import io.github.customerio4j.client.TransferListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Sends small requests on many threads, so that the rate limit always has one to let through. */
public final class SendWork implements Worker.Work {
  /** The value of argument {@code work}. */
  public static final String NAME = "send";

  private static final int THREADS = 24;

  private final int requests;
  private final CustomerIo client;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger attempts = new AtomicInteger();

  SendWork(WorkerArguments arguments, CustomerIo client) {
    this.requests = arguments.number("requests", 0);
    this.client =
        client.observedBy(
            new TransferListener() {
              @Override
              public void responseReceived(
                  Transfer transfer, int status, long size, Duration elapsed) {
                bytes.addAndGet(size);
                attempts.incrementAndGet();
              }
            });
  }

  @Override
  public BenchFigures.Traffic run() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      AtomicInteger left = new AtomicInteger(requests);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(() -> send(left)));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return new BenchFigures.Traffic(attempts.get(), 0, bytes.get());
  }

  private void send(AtomicInteger left) {
    while (left.getAndDecrement() > 0) {
      client.segments().list();
    }
  }
}
