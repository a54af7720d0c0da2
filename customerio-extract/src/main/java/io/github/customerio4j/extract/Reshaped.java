package io.github.customerio4j.extract;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.extract.record.PageReader;
import io.github.customerio4j.extract.record.PageReader.PageSummary;
import io.github.customerio4j.extract.table.Form;
import io.github.customerio4j.extract.table.Paging;
import io.github.customerio4j.extract.table.TableSpec;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Reads responses that are no list of objects with a cursor: makes one of them, and counts where
 * the API does not say how the list goes on. Such responses are small; what is large comes as a
 * list, and is not looked at twice.
 *
 * @param reader takes the records
 * @param table says what a response holds
 * @param clock tells which day the last figure of a series is of
 * @param at where the page begins that is read; empty for the front of the list
 */
record Reshaped(PageReader reader, TableSpec table, Optional<Cursor> at, Clock clock)
    implements PageDecoder<PageSummary> {

  /** Whether responses of that table need it. */
  static boolean isFor(TableSpec table) {
    return table.form() != Form.LIST || table.paging() != Paging.CURSOR;
  }

  @Override
  public DecodedPage<PageSummary> decode(BufferedSource body) throws IOException {
    DecodedPage<PageSummary> page = reader.decode(table.form() == Form.LIST ? body : listed(body));
    int records = page.content().records();
    return switch (table.paging()) {
      case CURSOR -> page;
      // A page that is not full says nothing: the API may allow fewer than were asked for.
      case PAGE -> next(page, records == 0 ? 0 : position(1) + 1);
      case OFFSET -> next(page, records == 0 ? 0 : position(0) + records);
    };
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
      return switch (table.form()) {
        case LIST -> throw new IllegalArgumentException("A list is one already.");
        case BODY -> {
          if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
            throw new MalformedBodyException("expected an object");
          }
          yield one(raw(json));
        }
        case VALUE -> one("{" + quoted(table.valueKey()) + ":" + raw(json) + "}");
        case OBJECT, TEXTS, NUMBERED_TEXTS, SERIES, LINK_SERIES -> member(json, list);
      };
    } catch (JsonDataException e) {
      throw new MalformedBodyException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Looks for what the table is made of among the members of the body. */
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
      } else if (name.equals("next") && table.form() == Form.NUMBERED_TEXTS) {
        next = ",\"next\":" + raw(json);
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    if (!isThere) {
      throw new MalformedBodyException("there is nothing under " + quoted(table.itemsKey()));
    }
    return page(list, next);
  }

  private void addTo(Buffer list, JsonReader json) throws IOException {
    switch (table.form()) {
      case TEXTS, NUMBERED_TEXTS -> texts(json, list);
      case SERIES -> new DailySeries(clock, list).read(json, "");
      case LINK_SERIES -> new DailySeries(clock, list).readLinks(json);
      default -> {
        if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
          throw new MalformedBodyException("expected an object under " + quoted(table.itemsKey()));
        }
        list.writeUtf8(raw(json));
      }
    }
  }

  private void texts(JsonReader json, Buffer list) throws IOException {
    long number = position(0);
    json.beginArray();
    while (json.hasNext()) {
      number++;
      list.writeUtf8(list.size() == 0 ? "{" : ",{");
      if (table.form() == Form.NUMBERED_TEXTS) {
        list.writeUtf8("\"error_number\":" + number + ",");
      }
      list.writeUtf8(quoted(table.valueKey()) + ":" + raw(json) + "}");
    }
    json.endArray();
  }

  private Buffer one(String record) throws IOException {
    return page(new Buffer().writeUtf8(record), "");
  }

  private Buffer page(Buffer records, String next) throws IOException {
    Buffer page = new Buffer().writeUtf8("{" + quoted(table.itemsKey()) + ":[");
    page.write(records, records.size());
    return page.writeUtf8("]" + next + "}");
  }

  private static String raw(JsonReader json) throws IOException {
    try (BufferedSource value = json.nextSource()) {
      return value.readUtf8();
    }
  }

  static String quoted(String text) throws IOException {
    Buffer buffer = new Buffer();
    JsonWriter.of(buffer).value(text);
    return buffer.readUtf8();
  }
}
