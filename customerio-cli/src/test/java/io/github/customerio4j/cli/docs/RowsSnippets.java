package io.github.customerio4j.cli.docs;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.rows.RowPart;
import io.github.customerio4j.extract.rows.RowQuery;
import io.github.customerio4j.extract.rows.TableRows;
import java.time.Instant;
import java.util.List;

/** Rows that are read without a destination, as the documentation shows it. */
final class RowsSnippets {
  private RowsSnippets() {}

  static void read(CustomerIo client) {
    // region rows
    RowQuery query =
        RowQuery.of("messages")
            .since(Instant.parse("2025-01-01T00:00:00Z"))
            .addTypes("email")
            .addColumns("id", "created", "recipient")
            .build();
    try (TableRows rows = Extractor.rows(client, query)) {
      while (rows.next()) {
        System.out.println(rows.row().text(0) + " " + rows.row().wholeNumber(1));
      }
    }
    // endregion
  }

  /** A queue of another system. */
  interface Queue {
    void send(String part);
  }

  static void divide(CustomerIo client, RowQuery query, Queue queue) {
    // region rows-parts
    List<RowPart> parts = Extractor.parts(client, query, 20);
    for (RowPart part : parts) {
      queue.send(part.text()); // plain text, without the key
    }
    // endregion
  }

  static TableRows part(CustomerIo client, RowQuery query, String text) {
    // region rows-part
    TableRows rows = Extractor.rows(client, query.only(new RowPart(text, 0)));
    // endregion
    return rows;
  }
}
