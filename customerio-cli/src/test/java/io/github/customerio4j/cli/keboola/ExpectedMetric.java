package io.github.customerio4j.cli.keboola;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.customerio4j.extract.catalog.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A metric's value of one day in the sandbox, read by another parser than the extraction's.
 *
 * @param fields the keys and the value, by JSON Pointer
 * @param daysAgo the day, counted back from today
 */
record ExpectedMetric(Map<String, String> fields, int daysAgo) {

  /** All metrics of a response body, as the table of that declaration reads it. */
  static List<ExpectedMetric> of(TableSpec spec, String body) {
    List<ExpectedMetric> metrics = new ArrayList<>();
    Object under = member(parsed(body), spec.itemsKey());
    switch (spec.shape()) {
      case SERIES, WINDOW_SERIES -> add(metrics, Map.of(), member(under, "series"));
      case JOURNEY_SERIES -> add(metrics, Map.of(), under);
      case VARIANT_SERIES ->
          object(under)
              .forEach(
                  (id, variant) ->
                      add(metrics, Map.of("/" + spec.valueKey(), id), member(variant, "series")));
      case LINK_SERIES -> {
        for (Object link : (List<?>) under) {
          Map<String, String> of =
              Map.of(
                  "/link_id", String.valueOf(member(member(link, "link"), "id")),
                  "/link_href", String.valueOf(member(member(link, "link"), "href")));
          add(metrics, of, member(member(link, "metric"), "series"));
        }
      }
      default -> throw new IllegalArgumentException(spec.name() + " has no metrics");
    }
    return metrics;
  }

  private static void add(List<ExpectedMetric> metrics, Map<String, String> of, Object series) {
    object(series)
        .forEach(
            (metric, values) -> {
              List<?> days = (List<?>) values;
              for (int i = 0; i < days.size(); i++) {
                Map<String, String> fields = new LinkedHashMap<>(of);
                fields.put("/metric", metric);
                fields.put("/value", String.valueOf(days.get(i)));
                metrics.add(new ExpectedMetric(fields, days.size() - 1 - i));
              }
            });
  }

  /** An empty object where there is none. */
  private static Object member(Object object, String name) {
    return Objects.requireNonNullElse(object(object).get(name), Map.of());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static Object parsed(String body) {
    try (JsonParser json = new JsonFactory().createParser(body)) {
      json.nextToken();
      return value(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object value(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> members = new LinkedHashMap<>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        members.put(name, value(json));
      }
      return members;
    }
    if (json.currentToken() == JsonToken.START_ARRAY) {
      List<Object> items = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(json));
      }
      return items;
    }
    return json.getText();
  }
}
