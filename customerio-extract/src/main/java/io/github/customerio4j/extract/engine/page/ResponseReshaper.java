package io.github.customerio4j.extract.engine.page;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.extract.catalog.Paging;
import io.github.customerio4j.extract.catalog.ResponseShape;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.page.PageReader.PageSummary;
import java.io.IOException;
import java.util.Optional;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Reads responses that are not a list of objects with a cursor: it turns them into such a list, and
 * counts positions where the API does not say where the list continues. Such responses are small.
 * Large responses are lists already, and are read once.
 *
 * @param reader takes the records
 * @param table says what a response holds
 * @param figures describes the values of series; empty for other records
 * @param at where the page starts; empty for the start of the list
 */
public record ResponseReshaper(
    PageReader reader, TableSpec table, Optional<Cursor> at, Optional<MetricSeries.Figures> figures)
    implements PageDecoder<PageSummary> {

  /** How to read responses that are not read as they come. */
  public record Rule(TableSpec table, Optional<MetricSeries.Figures> figures) {}

  /** Whether responses of that table need it. */
  public static boolean isFor(TableSpec table) {
    return table.shape() != ResponseShape.LIST || table.paging() != Paging.CURSOR;
  }

  @Override
  public DecodedPage<PageSummary> decode(BufferedSource body) throws IOException {
    DecodedPage<PageSummary> page =
        reader.decode(table.shape() == ResponseShape.LIST ? body : listed(body));
    int records = page.content().records();
    return switch (table.paging()) {
      case CURSOR -> page;
      // A page that is not full does not end the list: the API may allow fewer records than were
      // requested.
      case PAGE -> next(page, records == 0 ? 0 : position(1) + 1);
      case OFFSET -> next(page, records == 0 ? 0 : position(0) + records);
    };
  }

  /** No content is no record, of whatever shape the records are. */
  @Override
  public DecodedPage<PageSummary> decodeNoContent() throws IOException {
    return reader.decodeNoContent();
  }

  private static DecodedPage<PageSummary> next(DecodedPage<PageSummary> page, long position) {
    Optional<Cursor> next =
        position == 0 ? Optional.empty() : Optional.of(new Cursor(String.valueOf(position)));
    return new DecodedPage<>(page.content(), next);
  }

  private long position(long front) {
    return at.map(cursor -> Long.parseLong(cursor.value())).orElse(front);
  }

  private Buffer listed(BufferedSource body) throws IOException {
    try {
      JsonReader json = JsonReader.of(body);
      json.setLenient(false);
      Buffer list = new Buffer();
      return switch (table.shape()) {
        case LIST -> throw new IllegalArgumentException("A list is one already.");
        case BODY -> {
          if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
            throw new MalformedBodyException("expected an object");
          }
          yield one(RawJson.value(json));
        }
        case VALUE -> one("{" + RawJson.quoted(table.valueKey()) + ":" + RawJson.value(json) + "}");
        default -> member(json, list);
      };
    } catch (JsonDataException e) {
      throw new MalformedBodyException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Finds the records of the table among the members of the body. */
  private Buffer member(JsonReader json, Buffer list) throws IOException {
    boolean isThere = false;
    String next = "";
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals(table.itemsKey())) {
        isThere = true;
        if (json.peek() == JsonReader.Token.NULL) {
          json.nextNull();
        } else {
          addTo(list, json);
        }
      } else if (name.equals("next") && table.shape() == ResponseShape.NUMBERED_TEXTS) {
        next = ",\"next\":" + RawJson.value(json);
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    // An action in one language has no variants, and no member for them.
    if (!isThere && table.shape() != ResponseShape.VARIANT_SERIES) {
      throw new MalformedBodyException(
          "there is nothing under " + RawJson.quoted(table.itemsKey()));
    }
    return page(list, next);
  }

  private void addTo(Buffer list, JsonReader json) throws IOException {
    switch (table.shape()) {
      case TEXTS, NUMBERED_TEXTS -> texts(json, list);
      case SERIES, WINDOW_SERIES -> series(list).read(json, "");
      case JOURNEY_SERIES -> series(list).readMetrics(json, "");
      case VARIANT_SERIES -> series(list).readVariants(json, table.valueKey());
      case LINK_SERIES -> series(list).readLinks(json);
      default -> {
        if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
          throw new MalformedBodyException(
              "expected an object under " + RawJson.quoted(table.itemsKey()));
        }
        list.writeUtf8(RawJson.value(json));
      }
    }
  }

  private MetricSeries series(Buffer list) {
    return new MetricSeries(figures.orElseThrow(), list);
  }

  private void texts(JsonReader json, Buffer list) throws IOException {
    long number = position(0);
    json.beginArray();
    while (json.hasNext()) {
      number++;
      list.writeUtf8(list.size() == 0 ? "{" : ",{");
      if (table.shape() == ResponseShape.NUMBERED_TEXTS) {
        list.writeUtf8("\"error_number\":" + number + ",");
      }
      list.writeUtf8(RawJson.quoted(table.valueKey()) + ":" + RawJson.value(json) + "}");
    }
    json.endArray();
  }

  private Buffer one(String record) throws IOException {
    return page(new Buffer().writeUtf8(record), "");
  }

  private Buffer page(Buffer records, String next) throws IOException {
    Buffer page = new Buffer().writeUtf8("{" + RawJson.quoted(table.itemsKey()) + ":[");
    page.write(records, records.size());
    return page.writeUtf8("]" + next + "}");
  }
}
