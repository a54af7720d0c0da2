package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.state.MemoryStateStore;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

/** A record and the row that it becomes. */
final class RecordExample {
  private RecordExample() {}

  static String json() {
    return """
    {
      "id": "01KEZ4",
      "type": "event",
      "timestamp": 1768478400,
      "customer_id": "7",
      "customer_identifiers": {"id": "7", "email": null, "cio_id": "a3000007"},
      "name": "order",
      "data": {
        "order_id": 9007199254740993,
        "total": 1.10,
        "Total": "1.10 EUR",
        "items": [{"sku": "A/1"}, {"sku": "B/2"}],
        "address": {"city": "Köln", "geo": {"lat": 50.94}},
        "ship.to": "home",
        "ship_to": "office",
        "gift": false,
        "note": "",
        "coupon": null,
        "extra": {}
      }
    }""";
  }

  static String columns() throws Exception {
    StringBuilder markdown = new StringBuilder();
    markdown.append(
        "| column | JSON Pointer of its key | field in the CSV |\n| --- | --- | --- |\n");
    extract(new Listing(markdown), new MemoryStateStore());
    return markdown.toString();
  }

  static String state() throws Exception {
    MemoryStateStore store = new MemoryStateStore();
    extract(new Listing(new StringBuilder()), store);
    return store.load().toJson();
  }

  private static void extract(Listing listing, MemoryStateStore store) throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(
          new MockResponse.Builder()
              .body("{\"activities\":[" + json() + "],\"next\":null}")
              .build());
      server.start();
      try (CustomerIo client =
          CustomerIo.builder(AppApiKey.of("key"))
              .baseUrl(server.url("/v1/").toString())
              .rateLimit(RateLimit.unlimited())
              .build()) {
        Extractor.builder()
            .client(client)
            .clock(Clock.fixed(ProgramOutputs.NOW, ZoneOffset.UTC))
            .stateStore(store)
            .sink(() -> listing)
            .build()
            .run(
                ExtractionConfig.builder()
                    .activities(ActivitiesSelection.builder().addTypes("event").build())
                    .build());
      }
    }
  }

  /** Writes the one row of the one table as lines of Markdown. */
  private record Listing(StringBuilder markdown) implements SinkTransaction {
    @Override
    public TableWriter open(TableSchema schema) {
      return new TableWriter() {
        @Override
        public void write(Row row) {
          for (int i = 0; i < row.size(); i++) {
            Column column = schema.columns().get(i);
            String text = row.text(i);
            String field = text == null ? "(nothing)" : text.isEmpty() ? "`\"\"`" : code(text);
            markdown.append(
                "| `%s` | `%s` | %s |%n".formatted(column.name(), column.pointer(), field));
          }
        }

        @Override
        public void complete() {}

        @Override
        public void close() {}
      };
    }

    @Override
    public List<WrittenTable> commit(String state) {
      return List.of();
    }

    @Override
    public void close() {}

    private static String code(String text) {
      boolean quoted = text.contains("\"") || text.contains(",");
      return "`" + (quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text) + "`";
    }
  }
}
