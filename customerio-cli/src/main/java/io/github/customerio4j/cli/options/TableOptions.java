package io.github.customerio4j.cli.options;

import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessageBodiesSelection;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables that were asked for by name, as the selections of an extraction. */
final class TableOptions {
  private static final String EACH_TYPE = "activity_*";
  private static final String ONE_TYPE = "activity_";
  private static final String ONE_TABLE = "activities_all";
  private static final String BODIES = "message_bodies";

  /** What is extracted if no table is named. */
  static final List<String> EVERYTHING =
      List.of("campaigns", "segments", "segment_customers", "messages", "customers", EACH_TYPE);

  private static final List<String> MORE =
      TableCatalog.plain().stream()
          .map(TableSpec::name)
          .filter(name -> !EVERYTHING.contains(name))
          .toList();

  private final Set<String> names;
  private final History history;
  private final Optional<Instant> since;
  private final RefreshSchedule refresh;

  /**
   * @param since the creation of the oldest messages of a complete history; empty for all
   * @param refresh how messages are read again by their age
   */
  TableOptions(
      List<String> names, History history, Optional<Instant> since, RefreshSchedule refresh) {
    this.names = new LinkedHashSet<>(names.isEmpty() ? EVERYTHING : names);
    this.history = history;
    this.since = since;
    this.refresh = refresh;
  }

  /**
   * Selects the tables.
   *
   * @throws IllegalArgumentException if there is no table of a name
   */
  void addTo(ExtractionConfig.Builder config) {
    Set<String> types = new LinkedHashSet<>();
    for (String name : names) {
      switch (name) {
        case "segment_customers" ->
            config.segmentCustomers(SegmentCustomersSelection.allSegments());
        case "customers" -> config.customers(CustomersSelection.builder().build());
        case "messages" -> config.messages(messages());
        case BODIES -> config.messageBodies(MessageBodiesSelection.builder().build());
        case EACH_TYPE, ONE_TABLE -> {}
        default -> {
          List<String> plain = TableCatalog.named(name);
          config.addAllTables(plain);
          if (plain.isEmpty()) {
            types.add(activityType(name));
          }
        }
      }
    }
    if (!types.isEmpty() || names.contains(EACH_TYPE) || names.contains(ONE_TABLE)) {
      config.activities(activities(types));
    }
  }

  private MessagesSelection messages() {
    MessagesSelection.Builder messages = MessagesSelection.builder();
    messages.history(history).refresh(refresh);
    since.ifPresent(messages::since);
    return messages.build();
  }

  private ActivitiesSelection activities(Set<String> types) {
    boolean inOneTable = names.contains(ONE_TABLE);
    if (inOneTable && (!types.isEmpty() || names.contains(EACH_TYPE))) {
      throw new IllegalArgumentException(
          "Cannot use --tables "
              + String.join(",", names)
              + ": activities go either into activities_all or into one table per type. Leave one of"
              + " them out.");
    }
    return ActivitiesSelection.builder()
        .types(names.contains(EACH_TYPE) ? Set.of() : types)
        .layout(
            inOneTable
                ? ActivitiesSelection.Layout.SINGLE_TABLE
                : ActivitiesSelection.Layout.TABLE_PER_TYPE)
        .history(history)
        .build();
  }

  private static String activityType(String name) {
    if (!name.startsWith(ONE_TYPE) || name.length() == ONE_TYPE.length()) {
      throw new IllegalArgumentException(
          "Cannot use --tables \""
              + name
              + "\": there is no such table. There are "
              + String.join(", ", EVERYTHING)
              + ", activity_TYPE for one type, "
              + ONE_TABLE
              + ", "
              + BODIES
              + ", "
              + String.join(", ", MORE)
              + "; names with *, such as campaign*; and group:NAME.");
    }
    return name.substring(ONE_TYPE.length());
  }
}
