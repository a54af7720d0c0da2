package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.data.Item;
import io.github.customerio4j.sandbox.data.SandboxWorkspace;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Bodies of messages, of which the API gives out a hundred a day. */
public final class ArchiveRoutes {
  private static final int A_DAY = 100;

  private final SandboxWorkspace workspace;
  private final Clock clock;
  private Instant day = Instant.EPOCH;
  private int asked;

  public ArchiveRoutes(SandboxWorkspace workspace, Clock clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  public void addTo(Router router) {
    router.get("messages/*/archived_message", Set.of(), this::archived);
  }

  private synchronized ApiResponse archived(ApiRequest call) {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    asked = today.equals(day) ? asked + 1 : 1;
    day = today;
    int left = Math.max(0, A_DAY - asked);
    if (asked > A_DAY) {
      return ApiResponse.errors(429, "rate limited to " + A_DAY + " request(s) per day", "q1")
          .with("X-RateLimit-Remaining", "0");
    }
    Item message = workspace.message(call.argument(0));
    return ApiResponse.ok(body(message)).with("X-RateLimit-Remaining", String.valueOf(left));
  }

  static String body(Item message) {
    JsonObject archived =
        JsonObject.of("id", message.text("id"))
            .put("subject", "Hello")
            .put("body", "<p>Message " + message.text("id") + ", \"quoted\"\nand more</p>")
            .put("recipient", message.text("recipient"))
            .put("headers", "[{\"name\":\"X-Tag\",\"value\":\"a\"}]")
            .put("forgotten", false);
    return JsonObject.of("archived_message", archived).toString();
  }
}
