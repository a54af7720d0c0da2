package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.MessageQuery;
import java.util.ArrayList;
import java.util.List;

/** The addresses of those who clicked a link of an email. */
final class WhoClicked {
  private WhoClicked() {}

  static List<String> recipients(CustomerIo client) {
    List<String> recipients = new ArrayList<>();
    MessageQuery clicked = MessageQuery.builder().type("email").metric("clicked").build();
    for (Message message : client.messages().list(clicked)) {
      message.recipient().ifPresent(recipients::add);
    }
    return recipients;
  }
}
