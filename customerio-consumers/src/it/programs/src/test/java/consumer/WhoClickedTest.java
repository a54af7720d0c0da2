package consumer;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.junit.CustomerIoSandbox;
import org.junit.jupiter.api.Test;

@CustomerIoSandbox
class WhoClickedTest {
  @Test
  void addressesOfThoseWhoClicked(Sandbox sandbox) {
    try (CustomerIo client =
        CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
            .baseUrl(sandbox.baseUrl())
            .rateLimit(RateLimit.unlimited())
            .build()) {
      assertFalse(WhoClicked.recipients(client).isEmpty());
    }
  }
}
