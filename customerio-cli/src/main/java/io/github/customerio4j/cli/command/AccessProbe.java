package io.github.customerio4j.cli.command;

import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.config.ExtractionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.Buffer;

/**
 * The cheapest read that tells whether the key may read a table, and what can be asked once its
 * answer has named a record.
 *
 * @param table the table
 * @param below the questions for which a record of it is needed
 */
record AccessProbe(TableSpec table, List<AccessProbe> below) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
  private static final Duration WINDOW = Duration.ofDays(1);

  /**
   * What is to be asked for an extraction. People are exported and bodies come from an archive with
   * a quota: for those only the lists of exports and of messages are asked for.
   */
  static List<AccessProbe> of(ExtractionConfig config) {
    List<AccessProbe> questions = new ArrayList<>();
    for (TableSpec root : TableCatalog.roots()) {
      addNeeded(root, config, questions);
    }
    if (config.messages().isPresent() || config.messageBodies().isPresent()) {
      questions.add(new AccessProbe(TableCatalog.messages(), List.of()));
    }
    if (config.activities().isPresent()) {
      questions.add(new AccessProbe(TableCatalog.activitiesAll(), List.of()));
    }
    if (config.customers().isPresent()) {
      questions.add(new AccessProbe(exports(), List.of()));
    }
    return questions;
  }

  private static void addNeeded(TableSpec table, ExtractionConfig config, List<AccessProbe> to) {
    List<AccessProbe> below = new ArrayList<>();
    TableCatalog.childrenOf(table).forEach(child -> addNeeded(child, config, below));
    boolean isMembers = table.name().equals(TableCatalog.segmentCustomers().name());
    boolean isWanted =
        config.tables().contains(table.name())
            || (isMembers && config.segmentCustomers().isPresent());
    if (isWanted || !below.isEmpty()) {
      to.add(new AccessProbe(table, List.copyOf(below)));
    }
  }

  private static TableSpec exports() {
    return TableSpec.builder().from(named("exports")).name("customers").build();
  }

  private static TableSpec named(String name) {
    return TableCatalog.plain().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What it is about: the name of the table, or of all tables that come by the list. */
  String subject() {
    return table.name().equals(TableCatalog.activitiesAll().name()) ? "activities" : table.name();
  }

  /**
   * The request.
   *
   * @param keys the parent's keys
   */
  PageRequest request(Map<String, String> keys, Instant now) {
    Map<String, String> texts = new LinkedHashMap<>(keys);
    if (!table.fixedParents().isEmpty()) {
      texts.put(table.parentKeys().get(0).column(), table.fixedParents().get(0));
    }
    texts.put("period", "days");
    texts.put("steps", "1");
    texts.put("start", String.valueOf(now.minus(WINDOW).getEpochSecond()));
    texts.put("end", String.valueOf(now.getEpochSecond()));
    PageRequest.Builder request = PageRequest.builder();
    request.itemsKey(table.itemsKey()).cursorParameter(table.paging().parameter());
    table.path().forEach(segment -> request.addPath(filled(segment, texts, text -> text)));
    table
        .query()
        .forEach((name, value) -> request.putQuery(name, filled(value, texts, text -> text)));
    table
        .searchBody()
        .ifPresent(
            body ->
                request
                    .method(PageRequest.Method.POST)
                    .jsonBody(filled(body, texts, AccessProbe::inQuotes)));
    table.pageSize().ifPresent(any -> request.putQuery("limit", "1"));
    return request.build();
  }

  private static String filled(
      String text, Map<String, String> texts, UnaryOperator<String> writing) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    texts.containsKey(found.group(1))
                        ? writing.apply(texts.get(found.group(1)))
                        : found.group()));
  }

  /** A text as it stands between the quotes of JSON. */
  private static String inQuotes(String text) {
    Buffer json = new Buffer();
    try (JsonWriter writer = JsonWriter.of(json)) {
      writer.beginArray().value(text).endArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String written = json.readUtf8();
    return written.substring(2, written.length() - 2);
  }
}
