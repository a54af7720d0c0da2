package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.model.constant.MessageType;
import io.github.customerio4j.client.model.constant.MetricName;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.MessageQuery;
import java.util.List;
import java.util.Optional;

/** The addresses of those who clicked a link of an email. */
final class WhoClicked {
  private WhoClicked() {}

  static List<String> recipients(CustomerIo client) {
    MessageQuery clicked =
        MessageQuery.builder().type(MessageType.EMAIL).metric(MetricName.CLICKED).build();
    return client.messages().list(clicked).stream()
        .map(Message::recipient)
        .flatMap(Optional::stream)
        .toList();
  }
}
