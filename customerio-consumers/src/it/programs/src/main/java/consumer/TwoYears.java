package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.model.query.MessageHistoryQuery;
import io.github.customerio4j.client.model.sending.Message;
import java.time.Instant;
import java.util.stream.Stream;

/** Reads the messages of any span, such as two years. */
final class TwoYears {
  private TwoYears() {}

  static Stream<Message> since(CustomerIo client, Instant since) {
    MessageHistoryQuery query = MessageHistoryQuery.builder().since(since).build();
    return client.messages().history(query).stream();
  }
}
