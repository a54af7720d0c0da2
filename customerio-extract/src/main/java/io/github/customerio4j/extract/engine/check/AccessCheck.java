package io.github.customerio4j.extract.engine.check;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.Transfer;
import io.github.customerio4j.client.TransferListener;
import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.client.error.UntrustedCertificateException;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.extract.catalog.ParentKey;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.engine.page.TableRequest;
import io.github.customerio4j.extract.report.AccessReport;
import io.github.customerio4j.extract.report.AccessReport.Outcome;
import io.github.customerio4j.extract.report.AccessReport.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import okio.ByteString;

/**
 * Finds out what a key may read, with one request for each table. The children of a table are
 * probed once the table has answered, several at a time, under the client's rate limit.
 * Thread-safe.
 */
public final class AccessCheck {
  /** Each thread holds a connection; under the rate limit of ten a second more would only wait. */
  private static final int THREADS = 8;

  private final CustomerIo client;
  private final Instant now;
  private final Executor executor;
  private final CheckDeadline deadline;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<String, Result> results = new ConcurrentHashMap<>();

  /** Why the last attempt failed that will be repeated; empty if none did. */
  private volatile String lastFailure = "";

  private AccessCheck(CustomerIo client, Instant now, Executor executor, CheckDeadline deadline) {
    this.client =
        client.observedBy(
            new TransferListener() {
              @Override
              public void retryScheduled(Transfer transfer, Duration delay, String reason) {
                lastFailure = reason;
              }
            });
    this.now = now;
    this.executor = executor;
    this.deadline = deadline;
  }

  /**
   * Checks what an extraction would read. Takes two seconds, and a tenth of one for each request,
   * at most, if the client's own deadline is short.
   *
   * @param factory makes its threads; a request without an answer must not keep the process
   */
  public static AccessReport run(
      CustomerIo client, ExtractionConfig config, Instant now, ThreadFactory factory) {
    List<AccessProbe> probes = AccessProbe.of(config);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, factory);
    try {
      CheckDeadline deadline =
          new CheckDeadline(client.rateLimit().requestsPerSecond().orElse(Double.MAX_VALUE));
      AccessCheck check = new AccessCheck(client, now, threads, deadline);
      Future<Result> key = threads.submit(() -> check.key(probes.get(0)));
      Result accepted = check.keyResult(key);
      List<Result> results = new ArrayList<>(List.of(accepted));
      if (accepted.outcome() == Outcome.OK) {
        check.ask(probes.subList(1, probes.size()));
        deadline.await(check::isDone);
        results.addAll(check.results(probes));
      }
      return new AccessReport(results);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Checks the key alone, with the first of those requests. Takes two seconds at most, if the
   * client's own deadline is short.
   */
  public static Result key(
      CustomerIo client, ExtractionConfig config, Instant now, ThreadFactory factory) {
    ExecutorService thread = Executors.newSingleThreadExecutor(factory);
    try {
      CheckDeadline deadline = new CheckDeadline(Double.MAX_VALUE);
      AccessCheck check = new AccessCheck(client, now, thread, deadline);
      Future<Result> key = thread.submit(() -> check.key(AccessProbe.withoutChildren(config)));
      return check.keyResult(key);
    } finally {
      thread.shutdownNow();
    }
  }

  private Result key(AccessProbe first) {
    try {
      askFirst(first);
      return new Result(AccessReport.KEY, Outcome.OK, "accepted");
    } catch (AuthenticationException | UntrustedCertificateException e) {
      return failure(AccessReport.KEY, Outcome.WRONG, e);
    } catch (CustomerIoException e) {
      return failure(AccessReport.KEY, Outcome.BROKEN, e);
    }
  }

  private Result keyResult(Future<Result> key) {
    try {
      return deadline.await(key::isDone) ? key.get() : late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return late();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Result late() {
    String why = lastFailure.isEmpty() ? ". Try again." : ": " + lastFailure + ". Try again later.";
    return new Result(AccessReport.KEY, Outcome.BROKEN, "there was no answer in time" + why);
  }

  private static Result failure(String subject, Outcome outcome, CustomerIoException e) {
    return new Result(subject, outcome, String.valueOf(e.getMessage()), Optional.of(e));
  }

  /**
   * Sends one probe on this thread. The probes below it follow on other threads.
   *
   * @throws AuthenticationException if the API does not accept the key
   * @throws CustomerIoException if the API does not answer
   */
  private void askFirst(AccessProbe probe) {
    answer(probe, Map.of());
  }

  /** Sends the other probes. */
  private void ask(List<AccessProbe> probes) {
    probes.forEach(probe -> ask(probe, Map.of()));
  }

  private void ask(AccessProbe probe, Map<String, String> keys) {
    underWay.incrementAndGet();
    executor.execute(
        () -> {
          try {
            answer(probe, keys);
          } catch (AuthenticationException | UntrustedCertificateException e) {
            add(probe, failure(probe.subject(), Outcome.WRONG, e));
          } catch (CustomerIoException e) {
            add(probe, failure(probe.subject(), Outcome.BROKEN, e));
          } finally {
            underWay.decrementAndGet();
          }
        });
  }

  /** Whether all probes are answered. */
  private boolean isDone() {
    return underWay.get() == 0;
  }

  /** The results so far, in the order of the probes; a probe without an answer is broken. */
  private List<Result> results(List<AccessProbe> probes) {
    List<Result> ordered = new ArrayList<>();
    for (AccessProbe probe : probes) {
      String subject = probe.subject();
      ordered.add(
          Optional.ofNullable(results.get(subject))
              .orElse(
                  new Result(
                      subject,
                      Outcome.BROKEN,
                      "the API did not answer in time. Try again later.")));
      ordered.addAll(results(probe.below()));
    }
    return ordered;
  }

  private void answer(AccessProbe probe, Map<String, String> keys) {
    String subject = probe.subject();
    try {
      deadline.sending();
      DecodedPage<ByteString> page =
          client
              .pages(
                  probe.request(keys, now),
                  body -> new DecodedPage<>(body.readByteString(), Optional.empty()))
              .iterator()
              .next();
      add(probe, new Result(subject, Outcome.OK, probe.table().operation()));
      descend(probe, keys, page.content());
    } catch (PermissionException e) {
      refuse(probe, e);
    } catch (NotFoundException | InvalidRequestException e) {
      // The API accepts the key; the record was deleted a moment ago.
      if (keys.isEmpty()) {
        refuse(probe, e);
      } else {
        add(probe, new Result(subject, Outcome.OK, probe.table().operation()));
        leaveOut(probe.below(), "no record of " + subject + " was found to ask for");
      }
    }
  }

  private void refuse(AccessProbe probe, ApiException e) {
    add(probe, failure(probe.subject(), Outcome.WRONG, e));
    leaveOut(probe.below(), probe.subject() + " cannot be read");
  }

  private void descend(AccessProbe probe, Map<String, String> keys, ByteString body) {
    Optional<Map<String, String>> record;
    try {
      record = FirstRecord.in(body, probe.table().itemsKey());
    } catch (IOException e) {
      record = Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>(keys);
    record.ifPresent(fields::putAll);
    for (AccessProbe child : probe.below()) {
      Map<String, String> childKeys = new LinkedHashMap<>();
      for (ParentKey key : child.table().parentKeys()) {
        Optional.ofNullable(fields.get(key.field()))
            .ifPresent(text -> childKeys.put(key.column(), text));
      }
      if (record.isPresent() && TableRequest.unusableKey(child.table(), childKeys).isEmpty()) {
        ask(child, childKeys);
      } else {
        leaveOut(List.of(child), "there is no record of " + probe.subject() + " to ask for");
      }
    }
  }

  private void leaveOut(List<AccessProbe> probes, String why) {
    for (AccessProbe probe : probes) {
      add(probe, new Result(probe.subject(), Outcome.NOT_ASKED, "not asked: " + why));
      leaveOut(probe.below(), why);
    }
  }

  private void add(AccessProbe probe, Result result) {
    results.putIfAbsent(probe.subject(), result);
  }
}
