package io.github.customerio4j.extract.engine.page;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.error.UnexpectedBodyException;
import io.github.customerio4j.client.model.sending.SeriesPeriods;
import io.github.customerio4j.extract.config.MetricsSelection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;

/**
 * Writes series of metrics as records: one for each value, or one for each period with all its
 * values.
 */
public final class MetricSeries {
  private final Figures figures;
  private final Buffer records;

  /**
   * What the values of a series are.
   *
   * @param periods to which period each value belongs
   * @param layout what a record is
   */
  public record Figures(SeriesPeriods periods, MetricsSelection.Layout layout) {

    /** The start of the period of a value. */
    long start(int index, int count) {
      return periods.start(index, count).getEpochSecond();
    }
  }

  /**
   * @param records where to write, each after a comma but the first
   */
  MetricSeries(Figures figures, Buffer records) {
    this.figures = figures;
    this.records = records;
  }

  /** Reads {@code {"series":{"sent":[1,2]}}}. */
  void read(JsonReader json, String fields) throws IOException {
    if (takesNothing(json)) {
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("series")) {
        readMetrics(json, fields);
      } else {
        json.skipValue();
      }
    }
    json.endObject();
  }

  /**
   * Reads {@code {"sent":[1,2]}}.
   *
   * @param fields what each record begins with: members, each with a comma behind it
   */
  void readMetrics(JsonReader json, String fields) throws IOException {
    if (takesNothing(json)) {
      return;
    }
    Map<String, List<String>> metrics = new LinkedHashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      metrics.put(RawJson.quoted(json.nextName()), figures(json));
    }
    json.endObject();
    if (figures.layout() == MetricsSelection.Layout.ROW_PER_METRIC) {
      for (Map.Entry<String, List<String>> metric : metrics.entrySet()) {
        writeRows(metric.getKey(), metric.getValue(), fields);
      }
    } else {
      writePeriods(metrics, fields);
    }
  }

  /** Reads {@code {"12":{"series":…}}}: variants by their id, which goes into that field. */
  void readVariants(JsonReader json, String idField) throws IOException {
    if (takesNothing(json)) {
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      read(json, RawJson.quoted(idField) + ":" + RawJson.quoted(json.nextName()) + ",");
    }
    json.endObject();
  }

  /** Reads {@code [{"link":{"id":1,"href":"…"},"metric":{"series":…}}]}. */
  void readLinks(JsonReader json) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      String link = "";
      Buffer metric = new Buffer();
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "link" -> link = link(json);
          case "metric" -> metric.writeUtf8(RawJson.value(json));
          default -> json.skipValue();
        }
      }
      json.endObject();
      if (metric.size() > 0) {
        read(JsonReader.of(metric), link);
      }
    }
    json.endArray();
  }

  private static String link(JsonReader json) throws IOException {
    StringBuilder fields = new StringBuilder();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "id" -> fields.append("\"link_id\":").append(RawJson.value(json)).append(',');
        case "href" -> fields.append("\"link_href\":").append(RawJson.value(json)).append(',');
        default -> json.skipValue();
      }
    }
    json.endObject();
    return fields.toString();
  }

  /** Takes a null, or an empty list where an empty object belongs. */
  private static boolean takesNothing(JsonReader json) throws IOException {
    switch (json.peek()) {
      case NULL -> json.nextNull();
      case BEGIN_ARRAY -> {
        json.beginArray();
        json.endArray();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static List<String> figures(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.nextNull();
      return List.of();
    }
    List<String> figures = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      if (json.peek() != JsonReader.Token.NUMBER && json.peek() != JsonReader.Token.NULL) {
        throw new UnexpectedBodyException("expected figures at " + json.getPath());
      }
      figures.add(RawJson.value(json));
    }
    json.endArray();
    return figures;
  }

  private void writeRows(String metric, List<String> values, String fields) {
    for (int i = 0; i < values.size(); i++) {
      begin(fields)
          .writeUtf8("\"metric\":" + metric + ",")
          .writeUtf8(period(figures.start(i, values.size())))
          .writeUtf8(",\"value\":" + values.get(i) + "}");
    }
  }

  private void writePeriods(Map<String, List<String>> metrics, String fields) {
    Map<Long, StringBuilder> periods = new LinkedHashMap<>();
    int longest = metrics.values().stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      periods.put(figures.start(i, longest), new StringBuilder());
    }
    metrics.forEach(
        (metric, values) -> {
          for (int i = 0; i < values.size(); i++) {
            StringBuilder members = periods.get(figures.start(i, values.size()));
            if (members != null) {
              members.append(',').append(metric).append(':').append(values.get(i));
            }
          }
        });
    periods.forEach(
        (start, members) -> begin(fields).writeUtf8(period(start)).writeUtf8(members + "}"));
  }

  private Buffer begin(String fields) {
    return records.writeUtf8(records.size() == 0 ? "{" : ",{").writeUtf8(fields);
  }

  private String period(long start) {
    return "\"period\":\"" + figures.periods().period() + "\",\"period_start\":" + start;
  }
}
