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
import java.util.function.Consumer;

/** Reads a history and continues it where an earlier process ended. */
final class ResumeAfterCrash {
  private ResumeAfterCrash() {}

  static void read(
      CustomerIo client, MessageHistoryQuery query, Path bookmark, Consumer<List<Message>> to)
      throws IOException {
    Paged<Message> all = client.messages().history(query);
    Paged<Message> rest =
        Files.exists(bookmark) ? all.from(new Cursor(Files.readString(bookmark))) : all;
    for (Page<Message> page : rest.pages()) {
      to.accept(page.items());
      if (page.next().isPresent()) {
        Files.writeString(bookmark, page.next().get().value());
      }
    }
    Files.deleteIfExists(bookmark);
  }
}
