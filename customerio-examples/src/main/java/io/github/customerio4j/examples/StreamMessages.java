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

/** Reads messages in three ways: by a loop, by a stream, and page by page from a stored cursor. */
public final class StreamMessages {
  private StreamMessages() {}

  /** Runs the example. */
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
        break; // Only the pages that the loop reaches are fetched.
      }
    }

    Map<String, Long> byType =
        messages.stream()
            .limit(50)
            .collect(
                Collectors.groupingBy(
                    message -> message.type().orElse("none"), TreeMap::new, Collectors.counting()));
    out.println("Types of the first 50: " + byType);

    Optional<Cursor> next = firstPage(messages, out);
    // A cursor is a text: store it anywhere, and continue later with the same query.
    if (next.isPresent()) {
      long rest = messages.from(next.get()).stream().count();
      out.println(rest + " more from cursor " + next.get().value());
    }
  }

  private static Optional<Cursor> firstPage(Paged<Message> messages, PrintStream out) {
    Page<Message> page = messages.pages().iterator().next();
    out.println(page.items().size() + " on the first page");
    return page.next();
  }
}
