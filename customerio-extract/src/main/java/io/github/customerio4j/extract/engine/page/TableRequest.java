package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.PagingStyle;
import io.github.customerio4j.extract.catalog.Paging;
import io.github.customerio4j.extract.catalog.ParentKey;
import io.github.customerio4j.extract.catalog.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The request that a table's declaration describes, with its placeholders filled in. */
public final class TableRequest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

  private TableRequest() {}

  /**
   * A request for the first page of the table's list, without a page size.
   *
   * @param values the texts of the placeholders by their names; others stay as they are
   */
  public static PageRequest.Builder of(TableSpec table, Map<String, String> values) {
    PageRequest.Builder request = PageRequest.builder();
    table.path().forEach(segment -> request.addPath(filled(segment, values)));
    request.itemsKey(table.itemsKey()).style(style(table.paging()));
    table
        .searchBody()
        .ifPresent(
            body ->
                request
                    .method(PageRequest.Method.POST)
                    .jsonBody(filled(body, insideQuotes(values))));
    table.query().forEach((name, value) -> request.putQuery(name, filled(value, values)));
    return request;
  }

  private static PagingStyle style(Paging paging) {
    return switch (paging) {
      case CURSOR -> PagingStyle.CURSOR;
      case OFFSET_CURSOR -> PagingStyle.OFFSET_CURSOR;
      case PAGE -> PagingStyle.PAGE_NUMBER;
      case OFFSET -> PagingStyle.OFFSET;
    };
  }

  /**
   * The column of the first key that no request for the table can carry: one that is absent, empty,
   * or cannot be part of a path.
   *
   * @param keys the keys of the parent, by their columns
   */
  public static Optional<String> unusableKey(TableSpec table, Map<String, String> keys) {
    return table.parentKeys().stream()
        .map(ParentKey::column)
        .filter(
            column -> {
              String key = keys.getOrDefault(column, "");
              return key.isEmpty()
                  || (table.path().contains("{" + column + "}") && !PageRequest.isPathSegment(key));
            })
        .findFirst();
  }

  private static String filled(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }

  /** The texts as JSON writes them between quotes. */
  private static Map<String, String> insideQuotes(Map<String, String> values) {
    Map<String, String> escaped = new LinkedHashMap<>();
    values.forEach(
        (name, text) -> {
          try {
            String quoted = RawJson.quoted(text);
            escaped.put(name, quoted.substring(1, quoted.length() - 1));
          } catch (IOException e) {
            throw new UncheckedIOException("Cannot write JSON to memory", e);
          }
        });
    return escaped;
  }
}
