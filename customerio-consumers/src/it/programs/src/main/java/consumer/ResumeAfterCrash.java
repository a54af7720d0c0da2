package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.model.query.MessageHistoryQuery;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.Paged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a history and continues it where an earlier process ended. */
final class ResumeAfterCrash {
  private ResumeAfterCrash() {}

  static void read(
      CustomerIo client, MessageHistoryQuery query, Path bookmark, Consumer<List<Message>> to)
      throws IOException {
    Paged<Message> all = client.messages().history(query);
    for (Page<Message> page : saved(bookmark).map(all::from).orElse(all).pages()) {
      to.accept(page.items());
      save(page.next(), bookmark);
    }
  }

  private static Optional<Cursor> saved(Path bookmark) throws IOException {
    return Files.exists(bookmark)
        ? Optional.of(new Cursor(Files.readString(bookmark)))
        : Optional.empty();
  }

  private static void save(Optional<Cursor> next, Path bookmark) throws IOException {
    if (next.isPresent()) {
      Files.writeString(bookmark, next.get().value());
    } else {
      Files.deleteIfExists(bookmark);
    }
  }
}
