package io.github.customerio4j.examples;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.Paged;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Walks messages in three ways: a loop, a stream, and page by page with a pause in between. */
public final class StreamMessages {
  private StreamMessages() {}

  /** Runs the sample. */
  public static void main(String[] arguments) {
    try (SampleWorkspace workspace = SampleWorkspace.open()) {
      run(workspace.client(), System.out);
    }
  }

  static void run(CustomerIo client, PrintStream out) {
    MessageQuery query = MessageQuery.builder().limit(10).build();
    Paged<Message> messages = client.messages().list(query);

    int left = 3;
    for (Message message : messages) {
      out.println(message.id() + " to " + message.recipient().orElse("nobody"));
      if (--left == 0) {
        break; // Pages that nobody asks for are not fetched.
      }
    }

    Map<String, Long> byType =
        messages.stream()
            .limit(50)
            .collect(
                Collectors.groupingBy(
                    message -> message.type().orElse("none"), TreeMap::new, Collectors.counting()));
    out.println("Types of the first 50: " + byType);

    Optional<Cursor> bookmark = firstPage(messages, out);
    // A cursor is a text: keep it anywhere, and go on another day with the same query.
    if (bookmark.isPresent()) {
      long rest = messages.from(bookmark.get()).stream().count();
      out.println(rest + " more from cursor " + bookmark.get().value());
    }
  }

  private static Optional<Cursor> firstPage(Paged<Message> messages, PrintStream out) {
    Page<Message> page = messages.pages().iterator().next();
    out.println(page.items().size() + " on the first page");
    return page.next();
  }
}
