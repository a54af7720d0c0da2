package io.github.customerio4j.extract.engine.source;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.OutcomeUnknownException;
import io.github.customerio4j.client.model.constant.ExportStatus;
import io.github.customerio4j.client.model.constant.ExportType;
import io.github.customerio4j.client.model.workspace.CustomersExportRequest;
import io.github.customerio4j.client.model.workspace.Export;
import io.github.customerio4j.extract.engine.run.Sleeper;
import io.github.customerio4j.extract.report.ExtractionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates an export of customers, once, and waits until it is done. */
final class CustomerExport {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final double GROWTH = 1.5;
  private static final int MAX_CREATIONS = 6;
  private static final Duration PAUSE_AFTER_CREATION = Duration.ofMillis(200);

  /** Exports of millions take minutes; hours mean that something is wrong. */
  private static final Duration DEADLINE = Duration.ofMinutes(60);

  private final CustomerIo client;
  private final Sleeper sleeper;
  private final Clock clock;

  CustomerExport(CustomerIo client, Sleeper sleeper, Clock clock) {
    this.client = client;
    this.sleeper = sleeper;
    this.clock = clock;
  }

  /** The export with that id, if it is still there and has not failed. */
  Optional<Export> find(long id) {
    try {
      return Optional.of(client.exports().get(id)).filter(export -> !hasFailed(export));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** Waits until the export is done. */
  Export await(Export begun) throws InterruptedException {
    Export export = begun;
    Instant deadline = clock.instant().plus(DEADLINE);
    Duration pause = FIRST_PAUSE;
    while (!isDone(export)) {
      if (clock.instant().plus(pause).isAfter(deadline)) {
        throw new ExtractionException(
            "Cannot extract customers: export "
                + export.id()
                + " is not done after "
                + DEADLINE.toMinutes()
                + " minutes. Narrow it by a filter, or run again later.");
      }
      sleeper.sleep(pause);
      export = client.exports().get(export.id());
      long next = Math.round(pause.toMillis() * GROWTH);
      pause = Duration.ofMillis(Math.min(next, LONGEST_PAUSE.toMillis()));
    }
    return export;
  }

  /**
   * Creating an export is not idempotent. If a response is lost, the export is searched for among
   * those that did not exist before. Only if there is none, another one is created.
   */
  Export create(CustomersExportRequest request) throws InterruptedException {
    Set<Long> before = new HashSet<>(ids());
    for (int attempt = 1; ; attempt++) {
      try {
        return client.exports().createForCustomers(request);
      } catch (OutcomeUnknownException e) {
        List<Export> made =
            client.exports().list().stream()
                .filter(export -> !before.contains(export.id()) && isOfCustomers(export))
                .toList();
        if (made.size() == 1) {
          return made.get(0);
        }
        if (attempt == MAX_CREATIONS) {
          throw e;
        }
        // If there is none, it was never created. If there are several, ours is unknown, so a new
        // one is created.
        made.forEach(export -> before.add(export.id()));
        sleeper.sleep(PAUSE_AFTER_CREATION.multipliedBy(1L << (attempt - 1)));
      }
    }
  }

  private Set<Long> ids() {
    return client.exports().list().stream().map(Export::id).collect(Collectors.toSet());
  }

  private static boolean isOfCustomers(Export export) {
    return export.type().map(ExportType.CUSTOMERS::equals).orElse(true);
  }

  private static boolean isDone(Export export) {
    if (hasFailed(export)) {
      throw new ExtractionException(
          "Cannot extract customers: Customer.io says that export "
              + export.id()
              + " failed. Run again; if it fails again, narrow the filter or the attributes.");
    }
    return export.status().filter(ExportStatus.DONE::equals).isPresent();
  }

  private static boolean hasFailed(Export export) {
    return export.failed() || export.status().filter(ExportStatus.FAILED::equals).isPresent();
  }
}
