package io.github.customerio4j.extract.state;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The state of the Keboola component that this library replaces:
 *
 * <pre>{@code
 * {"activity_headers":{"page":["id","customer_id"]},
 *  "message_headers":["deduplicate_id","id"],
 *  "message_last_token":{"email":"MTIzNA"}}
 * }</pre>
 *
 * <p>It names no keys, because that component's keys were fixed.
 */
final class LegacyState {

  private static final String ACTIVITY_HEADERS = "activity_headers";
  private static final String MESSAGE_HEADERS = "message_headers";
  private static final String MESSAGE_CURSORS = "message_last_token";

  /** A state with any of these keys and without a version has this form. */
  static final Set<String> KEYS = Set.of(ACTIVITY_HEADERS, MESSAGE_HEADERS, MESSAGE_CURSORS);

  private LegacyState() {}

  static ExtractionState read(StrictReader json) throws IOException {
    ExtractionState.Builder state = ExtractionState.builder().isLegacy(true);
    TableState.Builder messages = TableState.builder().addPrimaryKey("deduplicate_id");
    // Sorted, so that the same type keeps the name if two types have the same name.
    Map<String, List<String>> activities = new TreeMap<>();
    json.object(
        key -> {
          switch (key) {
            case MESSAGE_HEADERS -> addColumns(messages, json.texts());
            case ACTIVITY_HEADERS -> json.object(type -> activities.put(type, json.texts()));
            case MESSAGE_CURSORS -> json.object(type -> readCursor(json, type, state));
            default -> json.skip();
          }
        });
    state.putTables("messages", messages.build());
    state.putTables("customers", TableState.builder().addPrimaryKey("id").build());
    addActivities(state, activities);
    return state.build();
  }

  private static void readCursor(StrictReader json, String type, ExtractionState.Builder state)
      throws IOException {
    // A type without messages has no cursor.
    if (!json.takeNull()) {
      state.putLegacyCursors(type, json.text("a cursor", cursor -> true));
    }
  }

  private static void addActivities(
      ExtractionState.Builder state, Map<String, List<String>> activities) {
    Set<String> taken = new HashSet<>();
    activities.forEach(
        (type, header) -> {
          String name = "activity_" + type.replaceAll("[^A-Za-z0-9_-]", "_");
          // A second type of the same name overwrote the first; now it gets its own table.
          if (taken.add(name.toLowerCase(Locale.ROOT))) {
            TableState.Builder table = TableState.builder().addPrimaryKey("id");
            addColumns(table, header);
            state.putTables(name, table.build());
            state.putActivityTables(type, name);
          }
        });
  }

  /** Its destination ignored case, so it had only the first of two names that differ by case. */
  private static void addColumns(TableState.Builder table, List<String> header) {
    Set<String> names = new HashSet<>();
    for (String name : header) {
      if (names.add(name.toLowerCase(Locale.ROOT))) {
        table.addColumns(new KnownColumn(name, null));
      }
    }
  }
}
