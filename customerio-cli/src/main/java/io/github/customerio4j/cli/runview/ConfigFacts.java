package io.github.customerio4j.cli.runview;

import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.SegmentCustomersSelection;
import io.github.customerio4j.extract.sink.LoadType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A configuration in a few words. Filters of people are not repeated, because they may name a
 * person.
 */
final class ConfigFacts {
  private ConfigFacts() {}

  static Map<String, String> of(ExtractionConfig config) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Load type",
        config.loadType() == LoadType.FULL_LOAD
            ? "Full Load: tables are replaced"
            : "Incremental Update: rows are merged by key");
    if (!config.tables().isEmpty()) {
      facts.put("Tables", joined(config.tables()));
    }
    config.segmentCustomers().ifPresent(one -> facts.put("People of segments", text(one)));
    config.messages().ifPresent(one -> facts.put("Messages", text(one)));
    config
        .messageBodies()
        .ifPresent(one -> facts.put("Bodies of messages", one.perDay() + " a day"));
    config.customers().ifPresent(one -> facts.put("People", text(one)));
    config.activities().ifPresent(one -> facts.put("Activities", text(one)));
    put(facts, "Only these records", config.ids());
    put(facts, "Only these columns", config.onlyColumns());
    put(facts, "Columns left out", config.excludedColumns());
    if (!config.hashedColumns().isEmpty()) {
      facts.put("Columns hashed", joined(config.hashedColumns()));
    }
    if (config.stateUse() == ExtractionConfig.StateUse.RESET) {
      facts.put("State", "the state of previous runs is ignored");
    }
    switch (config.types()) {
      case WIDEN -> {}
      case KEEP -> facts.put("Types", "columns that are there keep theirs");
      case STRICT -> facts.put("Types", "a value that does not fit ends the run");
    }
    facts.put(
        "A table that fails",
        config.onTableFailure() == ExtractionConfig.OnTableFailure.SKIP
            ? "is skipped"
            : "ends the run");
    return facts;
  }

  private static void put(Map<String, String> facts, String name, Map<String, Set<String>> sets) {
    if (!sets.isEmpty()) {
      facts.put(
          name,
          sets.entrySet().stream()
              .map(entry -> entry.getKey() + ": " + joined(entry.getValue()))
              .collect(Collectors.joining("\n")));
    }
  }

  private static String text(SegmentCustomersSelection people) {
    return people.segmentIds().isEmpty() ? "all segments" : joined(people.segmentIds());
  }

  private static String text(MessagesSelection messages) {
    String types = messages.types().isEmpty() ? "all types" : joined(messages.types());
    String refresh =
        messages.history() == History.COMPLETE || messages.refresh().isOff()
            ? ""
            : ", read again by " + messages.refresh();
    return types
        + ", "
        + text(messages.history())
        + ", created since "
        + messages.since()
        + refresh;
  }

  private static String text(CustomersSelection people) {
    String who = people.filter().isPresent() ? "chosen by a filter" : "everybody";
    return who
        + ", "
        + (people.attributes().isEmpty() ? "all attributes" : joined(people.attributes()));
  }

  private static String text(ActivitiesSelection activities) {
    String types = activities.types().isEmpty() ? "all types" : joined(activities.types());
    String layout =
        activities.layout() == ActivitiesSelection.Layout.SINGLE_TABLE
            ? "in one table"
            : "one table per type";
    return types + ", " + layout + ", " + text(activities.history());
  }

  private static String text(History history) {
    return history == History.COMPLETE ? "all of them" : "what is new since the last run";
  }

  private static String joined(Collection<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
