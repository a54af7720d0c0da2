package io.github.customerio4j.extract.engine.page;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.error.UnexpectedBodyException;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.extract.catalog.ResponseShape;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.page.PageReader.PageSummary;
import java.io.IOException;
import java.util.Optional;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Reads responses that are not a list of objects: it turns them into such a list. Such responses
 * are small. Large responses are lists already, and are read once.
 *
 * @param reader takes the records
 * @param table says what a response holds
 * @param figures describes the values of series; empty for other records
 * @param chain says where the page starts
 */
public record ResponseReshaper(
    PageReader reader, TableSpec table, Position chain, Optional<MetricSeries.Figures> figures)
    implements PageDecoder<PageSummary> {

  /** How many records of a chain came before the page that is read. */
  @FunctionalInterface
  public interface Position {
    long records();
  }

  /** How to read responses that are not read as they come. */
  public record Rule(TableSpec table, Optional<MetricSeries.Figures> figures) {}

  /** Whether responses of that table need it. */
  public static boolean isFor(TableSpec table) {
    return table.shape() != ResponseShape.LIST;
  }

  @Override
  public DecodedPage<PageSummary> decode(BufferedSource body) throws IOException {
    return reader.decode(listed(body));
  }

  /** No content is no record, of whatever shape the records are. */
  @Override
  public DecodedPage<PageSummary> decodeNoContent() throws IOException {
    return reader.decodeNoContent();
  }

  private Buffer listed(BufferedSource body) throws IOException {
    try {
      JsonReader json = JsonReader.of(reader.checked(body));
      Buffer list = new Buffer();
      return switch (table.shape()) {
        case LIST -> throw new IllegalArgumentException("A list is read as it comes.");
        case BODY -> {
          if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
            throw new UnexpectedBodyException("expected an object");
          }
          String record = RawJson.value(json);
          requireNoFailure(record);
          yield one(record);
        }
        case VALUE -> one("{" + RawJson.quoted(table.valueKey()) + ":" + RawJson.value(json) + "}");
        default -> member(json, list);
      };
    } catch (JsonDataException e) {
      throw new UnexpectedBodyException(String.valueOf(e.getMessage()), e);
    }
  }

  /** An object without an envelope is the record, unless it says that the request failed. */
  private static void requireNoFailure(String body) throws IOException {
    JsonReader json = JsonReader.of(new Buffer().writeUtf8(body));
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "success", "ok" -> {
          if (RawJson.value(json).equals("false")) {
            throw new UnexpectedBodyException("the API says that the request failed");
          }
        }
        default -> json.skipValue();
      }
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
          throw new UnexpectedBodyException(
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
    long number = chain.records();
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
