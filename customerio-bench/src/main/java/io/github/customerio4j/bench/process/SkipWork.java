package io.github.customerio4j.bench.process;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.Transfer;
import io.github.customerio4j.client.TransferListener;
import io.github.customerio4j.client.paging.DecodedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import okio.BufferedSource;

/**
 * Fetches the pages that an extraction fetched, as many at the same time, and only skips them with
 * Moshi. The chains are the same: each page is requested after the previous one.
 */
public final class SkipWork implements Worker.Work {
  /** The value of argument {@code work}. */
  public static final String NAME = "skip";

  private final WorkerArguments arguments;
  private final CustomerIo client;
  private final AtomicLong bytes = new AtomicLong();

  SkipWork(WorkerArguments arguments, CustomerIo client) {
    this.arguments = arguments;
    this.client =
        client.observedBy(
            new TransferListener() {
              @Override
              public void responseReceived(
                  Transfer transfer, int status, long size, Duration elapsed) {
                bytes.addAndGet(size);
              }
            });
  }

  @Override
  public BenchFigures.Traffic run() throws Exception {
    List<List<LoggedRequest>> chains = chains();
    ExecutorService workers = Executors.newFixedThreadPool(arguments.number("inFlight", 16));
    try {
      List<Future<?>> running = new ArrayList<>();
      for (List<LoggedRequest> chain : chains) {
        running.add(workers.submit(() -> chain.forEach(this::fetch)));
      }
      for (Future<?> chain : running) {
        chain.get();
      }
    } finally {
      workers.shutdownNow();
    }
    int requests = chains.stream().mapToInt(List::size).sum();
    return new BenchFigures.Traffic(requests, 0, bytes.get());
  }

  /** The chains, longest first, so that no long chain runs alone at the end. */
  private List<List<LoggedRequest>> chains() throws IOException {
    try (var lines = Files.lines(Path.of(arguments.text("log")))) {
      return lines
          .map(LoggedRequest::parse)
          .filter(LoggedRequest::isSuccess)
          .collect(Collectors.groupingBy(LoggedRequest::chain))
          .values()
          .stream()
          .sorted(Comparator.<List<LoggedRequest>>comparingInt(List::size).reversed())
          .toList();
    }
  }

  private void fetch(LoggedRequest request) {
    client.pages(request.pageRequest(), SkipWork::skip).iterator().next();
  }

  private static DecodedPage<Boolean> skip(BufferedSource body) throws IOException {
    // Not closed here: the client closes the body.
    JsonReader json = JsonReader.of(body);
    json.skipValue();
    return new DecodedPage<>(json.peek() == JsonReader.Token.END_DOCUMENT, Optional.empty());
  }
}
