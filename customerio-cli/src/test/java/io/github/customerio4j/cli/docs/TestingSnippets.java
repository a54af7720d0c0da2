package io.github.customerio4j.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.model.sending.Campaign;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import io.github.customerio4j.sandbox.config.SandboxSize;
import io.github.customerio4j.sandbox.config.Scope;
import io.github.customerio4j.sandbox.junit.CustomerIoSandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/testing-your-code.md shows. */
final class TestingSnippets {
  private TestingSnippets() {}

  static Sandbox start() {
    // region testing-options
    Sandbox sandbox =
        Sandbox.builder()
            .seed(7) // the same seed and size give the same data
            .size(SandboxSize.TINY.withPeople(500).withMessages(5_000))
            .requestsPerSecond(10) // more are answered with 429, as by the API
            .latency(Duration.ofMillis(50))
            .addMissingScopes(Scope.SEGMENTS) // answered with 403
            .start();
    // endregion
    return sandbox;
  }

  static void add(Sandbox sandbox) {
    // region testing-data
    sandbox.addMessages(3, sandbox.clock().instant(), "push");
    sandbox.addActivity("event", sandbox.clock().instant());
    sandbox.addRecord("newsletters", "{\"id\": 900, \"name\": \"Spring\"}");
    sandbox.advance(Duration.ofHours(2)); // the sandbox's clock; export links expire
    // endregion
  }

  static int change(Sandbox sandbox) {
    // region testing-changes
    Instant start = sandbox.clock().instant();
    sandbox.addChangingMessages(500, "email", start, start.plus(Duration.ofDays(1)));
    sandbox.advance(Duration.ofDays(1)); // all are created, most delivered, some opened
    List<String> now = sandbox.truth().messages();
    List<String> inTwoWeeks = sandbox.truth().messages(start.plus(Duration.ofDays(14)));
    // endregion
    return now.size() + inTwoWeeks.size();
  }

  static void fail(Sandbox sandbox) {
    // region testing-faults
    sandbox.failNext(path -> path.endsWith("/messages"), Fault.status(503), 1);
    sandbox.failEvery(3, path -> true, Fault.statusWithRetryAfter(429, 1));
    sandbox.failNext(path -> path.endsWith("/campaigns"), Fault.cutBody(), 2);
    sandbox.failNext(path -> path.endsWith("/activities"), Fault.expiredCursor(), 1);
    sandbox.failNextExport();
    // endregion
  }

  static void letClocksDiffer(Sandbox sandbox) {
    // region testing-clocks
    sandbox.advance(Duration.ofHours(-3)); // as if the machine were three hours ahead
    // endregion
  }

  static void check(Sandbox sandbox) {
    // region testing-requests
    List<RecordedRequest> requests = sandbox.requests();
    assertThat(requests).allMatch(RecordedRequest::hadAuthorization);
    assertThat(requests).filteredOn(request -> request.status() == 429).isEmpty();
    // endregion
  }

  // region testing-extension
  @CustomerIoSandbox(campaigns = 3)
  static class CampaignNamesTest {
    @Test
    void everyCampaignIsListed(Sandbox sandbox) {
      try (CustomerIo client =
          CustomerIo.builder(AppApiKey.of(sandbox.appApiKey()))
              .baseUrl(sandbox.baseUrl())
              .rateLimit(RateLimit.unlimited())
              .build()) {
        List<Campaign> campaigns = client.campaigns().list();

        assertThat(campaigns).hasSize(sandbox.truth().campaigns().size());
      }
    }
  }
  // endregion
}
