package io.github.customerio4j.extract;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.error.MalformedBodyException;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Writes series of figures as records, one a figure. The API counts by days that begin in New York;
 * the last figure is that of the day that it is now.
 */
final class DailySeries {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final LocalDate today;
  private final Buffer records;

  /**
   * @param records where to write, each after a comma but the first
   */
  DailySeries(Clock clock, Buffer records) {
    this.today = LocalDate.ofInstant(clock.instant(), NEW_YORK);
    this.records = records;
  }

  /** Reads {@code {"series":{"sent":[1,2]}}}. */
  void read(JsonReader json, String fields) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.nextNull();
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("series") && json.peek() != JsonReader.Token.NULL) {
        json.beginObject();
        while (json.hasNext()) {
          metric(json, fields);
        }
        json.endObject();
      } else {
        json.skipValue();
      }
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
          case "metric" -> metric.writeUtf8(raw(json));
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
        case "id" -> fields.append("\"link_id\":").append(raw(json)).append(',');
        case "href" -> fields.append("\"link_href\":").append(raw(json)).append(',');
        default -> json.skipValue();
      }
    }
    json.endObject();
    return fields.toString();
  }

  private void metric(JsonReader json, String fields) throws IOException {
    String metric = Reshaped.quoted(json.nextName());
    List<String> figures = new ArrayList<>();
    if (json.peek() == JsonReader.Token.NULL) {
      json.nextNull();
      return;
    }
    json.beginArray();
    while (json.hasNext()) {
      if (json.peek() != JsonReader.Token.NUMBER && json.peek() != JsonReader.Token.NULL) {
        throw new MalformedBodyException("expected figures of metric " + metric);
      }
      figures.add(raw(json));
    }
    json.endArray();
    for (int i = 0; i < figures.size(); i++) {
      long start = today.minusDays(figures.size() - 1L - i).atStartOfDay(NEW_YORK).toEpochSecond();
      records
          .writeUtf8(records.size() == 0 ? "{" : ",{")
          .writeUtf8(fields)
          .writeUtf8("\"metric\":" + metric + ",\"period\":\"days\",\"period_start\":" + start)
          .writeUtf8(",\"value\":" + figures.get(i) + "}");
    }
  }

  private static String raw(JsonReader json) throws IOException {
    try (BufferedSource value = json.nextSource()) {
      return value.readUtf8();
    }
  }
}
