package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessageBodiesSelection;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.rows.RowPart;
import io.github.customerio4j.extract.rows.RowQuery;
import io.github.customerio4j.extract.sink.LoadType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A query that was checked.
 *
 * @param query what was asked for
 * @param table its table
 * @param part which part of it
 */
record RowRequest(RowQuery query, QueriedTable table, PartText part) {

  static RowRequest of(RowQuery query) {
    QueriedTable table = QueriedTable.of(query.table());
    if (query.since().or(query::until).isPresent() && !table.isReadByTime()) {
      throw refused(
          query,
          "since or until",
          "its rows are not read by time. Only messages, message_bodies, activities_all,"
              + " activity_TYPE and transactional_deliveries are");
    }
    if (!query.types().isEmpty() && !table.hasTypes()) {
      throw refused(query, "types", "only messages and activities_all have types");
    }
    if (!query.parents().isEmpty() && !table.hasParents()) {
      throw refused(query, "parents", "its records have no parents that a request can name");
    }
    if (query.maxRequestsInFlight().orElse(1) < 1) {
      throw refused(query, "maxRequestsInFlight", "it must be at least 1");
    }
    PartText part = query.part().map(RowPart::text).map(PartText::parse).orElse(PartText.WHOLE);
    RowRequest request = new RowRequest(query, table, part);
    boolean isOfTable =
        (part.times().isEmpty() || table.kind() == QueriedTable.Kind.MESSAGES)
            && (part.share().count() == 1 || table.isShared());
    if (!isOfTable || !part.times().stream().allMatch(request::holds)) {
      throw refused(query, "this part", "it is a part of another query");
    }
    return request;
  }

  /** Whether a span lies within the query. */
  private boolean holds(PartText.Span span) {
    return types().contains(span.type())
        && span.from() >= since().getEpochSecond()
        && span.to() <= until().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
  }

  private static IllegalArgumentException refused(RowQuery query, String option, String why) {
    return new IllegalArgumentException(
        "Cannot read %s with %s: %s. Leave it out.".formatted(query.table(), option, why));
  }

  RowColumns columns() {
    return RowColumns.of(table.name(), table.spec(), query.columns());
  }

  /** The creation time of the oldest row. */
  Instant since() {
    return query.since().orElse(History.EARLIEST);
  }

  /** The second after the last one, if the query names it. */
  Optional<Instant> until() {
    return query.until();
  }

  /** The start of the reading, if it is not now: what is created later is not read. */
  Optional<Instant> end() {
    if (table.kind() == QueriedTable.Kind.BODIES) {
      // The source includes this second.
      return until().map(end -> end.minusSeconds(1));
    }
    if (!part.times().isEmpty()) {
      // The part says where it ends, whatever the clock of this machine.
      return part.times().stream()
          .map(span -> Instant.ofEpochSecond(span.to()))
          .max(Comparator.naturalOrder());
    }
    boolean endsThere = table.spec().isWindowed() || table.kind() == QueriedTable.Kind.MESSAGES;
    return endsThere ? until() : Optional.empty();
  }

  /** Whether there is certainly nothing to read. */
  boolean isEmpty(Instant now) {
    Instant end = until().filter(now::isAfter).orElse(now);
    return table.isReadByTime()
        && part.times().isEmpty()
        && since().getEpochSecond() >= end.getEpochSecond();
  }

  /** The spans of messages. */
  List<PartText.Span> spans(Instant start) {
    if (!part.times().isEmpty()) {
      return part.times();
    }
    Instant end = until().filter(start::isAfter).orElse(start);
    return types().stream()
        .map(type -> new PartText.Span(type, since().getEpochSecond(), end.getEpochSecond()))
        .toList();
  }

  /** The ids of the only records of the list at the top, if there are any. */
  List<String> parents() {
    return query.parents();
  }

  /** The lists of messages, by their types. */
  List<Optional<String>> types() {
    return query.types().isEmpty()
        ? List.of(Optional.empty())
        : query.types().stream().distinct().map(Optional::of).toList();
  }

  /** Reads this table alone, all of it. */
  ExtractionConfig config() {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config
        .loadType(LoadType.FULL_LOAD)
        .stateUse(ExtractionConfig.StateUse.RESET)
        .resume(ExtractionConfig.Resume.NEVER)
        .unchangedParents(ExtractionConfig.UnchangedParents.READ);
    query.maxRequestsInFlight().ifPresent(config::maxRequestsInFlight);
    switch (table.kind()) {
      case MESSAGES -> config.messages(MessagesSelection.builder().since(since()).build());
      case BODIES ->
          config.messageBodies(
              MessageBodiesSelection.builder().since(since()).perDay(Integer.MAX_VALUE).build());
      case CUSTOMERS -> config.customers(CustomersSelection.builder().build());
      case ACTIVITIES -> config.activities(activities());
      case TREE -> addTree(config);
    }
    return config.build();
  }

  /** The same without what only tells where its windows start. */
  ExtractionConfig configOfTable() {
    if (!table.spec().isWindowed()) {
      return config();
    }
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    return config.from(config()).messages(Optional.empty()).build();
  }

  private ActivitiesSelection activities() {
    ActivitiesSelection.Builder activities = ActivitiesSelection.builder();
    return activities
        .types(table.type().map(List::of).orElse(query.types()))
        .layout(
            table.type().isPresent()
                ? ActivitiesSelection.Layout.TABLE_PER_TYPE
                : ActivitiesSelection.Layout.SINGLE_TABLE)
        .history(query.since().isPresent() ? History.SINCE_LAST_RUN : History.COMPLETE)
        .overlap(Duration.ZERO)
        .build();
  }

  private void addTree(ExtractionConfig.Builder config) {
    if (table.name().equals(TableCatalog.segmentCustomers().name())) {
      config.segmentCustomers(SegmentCustomersSelection.allSegments());
    } else {
      config.addTables(table.name());
    }
    if (table.spec().isWindowed()) {
      config.messages(MessagesSelection.builder().since(since()).build());
    }
    if (!parents().isEmpty()) {
      config.putIds(table.root().name(), Set.copyOf(parents()));
    }
  }
}
