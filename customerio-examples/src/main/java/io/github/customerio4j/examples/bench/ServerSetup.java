package io.github.customerio4j.examples.bench;

import io.github.customerio4j.examples.sandbox.BulkData;
import io.github.customerio4j.examples.sandbox.ListOrder;
import io.github.customerio4j.examples.sandbox.Sandbox;
import io.github.customerio4j.examples.sandbox.SandboxOptions;
import io.github.customerio4j.examples.sandbox.SandboxSize;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** What the server of a measurement holds and how fast it is. */
@Value.Immutable
abstract class ServerSetup {
  private static final SandboxSize ALMOST_EMPTY = new SandboxSize(1, 1, 1, 3, 1);
  private static final SandboxSize SMALL = new SandboxSize(60, 10, 1, 12, 14);

  /** How many messages; with the activities 0 for a workspace with almost nothing in it. */
  @Value.Default
  int messages() {
    return 0;
  }

  /** The only type of the messages; a mixture by default. */
  abstract Optional<String> messageType();

  @Value.Default
  int activities() {
    return 0;
  }

  @Value.Default
  BulkData.Texture texture() {
    return BulkData.Texture.NASTY;
  }

  @Value.Default
  Duration latency() {
    return Duration.ZERO;
  }

  /** 0 for no limit. */
  @Value.Default
  int requestsPerSecond() {
    return 0;
  }

  @Value.Default
  ListOrder order() {
    return ListOrder.NEWEST_FIRST;
  }

  Arguments arguments() {
    return Arguments.none()
        .with("messages", messages())
        .with("messageType", messageType().orElse(""))
        .with("activities", activities())
        .with("texture", texture())
        .with("latencyMillis", latency().toMillis())
        .with("requestsPerSecond", requestsPerSecond())
        .with("order", order());
  }

  static ServerSetup of(Arguments arguments) {
    return builder()
        .messages(arguments.number("messages", 0))
        .messageType(Optional.of(arguments.text("messageType", "")).filter(type -> !type.isEmpty()))
        .activities(arguments.number("activities", 0))
        .texture(BulkData.Texture.valueOf(arguments.text("texture", "NASTY")))
        .latency(Duration.ofMillis(arguments.number("latencyMillis", 0)))
        .requestsPerSecond(arguments.number("requestsPerSecond", 0))
        .order(ListOrder.valueOf(arguments.text("order", "NEWEST_FIRST")))
        .build();
  }

  SandboxOptions.Builder sandbox() {
    SandboxOptions.Builder options =
        Sandbox.builder().latency(latency()).requestsPerSecond(requestsPerSecond()).order(order());
    if (messages() == 0 && activities() == 0) {
      return options.size(ALMOST_EMPTY);
    }
    BulkData mixed = BulkData.of(messages(), activities()).with(texture());
    return options.size(SMALL).bulk(messageType().map(mixed::withMessagesOf).orElse(mixed));
  }

  static ImmutableServerSetup.Builder builder() {
    return ImmutableServerSetup.builder();
  }
}
