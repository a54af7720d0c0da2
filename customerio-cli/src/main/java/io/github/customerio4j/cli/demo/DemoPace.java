package io.github.customerio4j.cli.demo;

import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.SandboxSize;
import java.time.Duration;

/**
 * How much there is to extract, and how fast.
 *
 * @param size what the sandbox holds
 * @param requestsPerSecond what it allows and the client keeps to; 0 for no limit
 * @param latency what each answer takes at least
 */
record DemoPace(SandboxSize size, int requestsPerSecond, Duration latency) {
  /** A small company's workspace, at the speed of the real API. */
  static final DemoPace REALISTIC =
      new DemoPace(SandboxSize.DEMO, (int) RateLimit.DOCUMENTED, Duration.ofMillis(60));

  Sandbox startSandbox() {
    return Sandbox.builder()
        .size(size)
        .requestsPerSecond(requestsPerSecond)
        .latency(latency)
        .start();
  }

  RateLimit rateLimit() {
    return requestsPerSecond == 0 ? RateLimit.unlimited() : RateLimit.perSecond(requestsPerSecond);
  }
}
