package io.github.customerio4j.bench.process;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.SandboxBuilder;
import io.github.customerio4j.sandbox.config.BulkData;
import io.github.customerio4j.sandbox.config.ListOrder;
import io.github.customerio4j.sandbox.config.SandboxSize;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** The data of a server, and its speed. */
@Value.Immutable
public abstract class ServerSetup {
  private static final SandboxSize ALMOST_EMPTY = new SandboxSize(1, 1, 1, 3, 1);
  private static final SandboxSize SMALL = new SandboxSize(60, 10, 1, 12, 14);

  /** The number of messages; without messages and activities the workspace is almost empty. */
  @Value.Default
  int messages() {
    return 0;
  }

  /** The type of all messages; a mixture of types if empty. */
  abstract Optional<String> messageType();

  /** The number of activities. */
  @Value.Default
  int activities() {
    return 0;
  }

  /** The number of segments, each with a few members; 0 for what goes with the other data. */
  @Value.Default
  int segments() {
    return 0;
  }

  /** How difficult the data are to read. */
  @Value.Default
  BulkData.Texture texture() {
    return BulkData.Texture.NASTY;
  }

  /** The latency of each response. */
  @Value.Default
  Duration latency() {
    return Duration.ZERO;
  }

  /** How much longer a response may take. */
  @Value.Default
  Duration latencyJitter() {
    return Duration.ZERO;
  }

  /** The rate limit; 0 for none. */
  @Value.Default
  int requestsPerSecond() {
    return 0;
  }

  /** The order of messages and activities in their lists. */
  @Value.Default
  ListOrder order() {
    return ListOrder.NEWEST_FIRST;
  }

  /** The arguments of the server process. */
  WorkerArguments arguments() {
    return WorkerArguments.none()
        .with("messages", messages())
        .with("messageType", messageType().orElse(""))
        .with("activities", activities())
        .with("segments", segments())
        .with("texture", texture())
        .with("latencyMillis", latency().toMillis())
        .with("jitterMillis", latencyJitter().toMillis())
        .with("requestsPerSecond", requestsPerSecond())
        .with("order", order());
  }

  /** The setup that {@link #arguments} describes. */
  static ServerSetup of(WorkerArguments arguments) {
    return builder()
        .messages(arguments.number("messages", 0))
        .messageType(Optional.of(arguments.text("messageType", "")).filter(type -> !type.isEmpty()))
        .activities(arguments.number("activities", 0))
        .segments(arguments.number("segments", 0))
        .texture(BulkData.Texture.valueOf(arguments.text("texture", "NASTY")))
        .latency(Duration.ofMillis(arguments.number("latencyMillis", 0)))
        .latencyJitter(Duration.ofMillis(arguments.number("jitterMillis", 0)))
        .requestsPerSecond(arguments.number("requestsPerSecond", 0))
        .order(ListOrder.valueOf(arguments.text("order", "NEWEST_FIRST")))
        .build();
  }

  /** The options of the sandbox. */
  SandboxBuilder sandbox() {
    SandboxBuilder options =
        Sandbox.builder()
            .latency(latency())
            .latencyJitter(latencyJitter())
            .requestsPerSecond(requestsPerSecond())
            .order(order());
    if (messages() == 0 && activities() == 0) {
      return options.size(
          segments() == 0 ? ALMOST_EMPTY : ALMOST_EMPTY.withSegments(segments()).withPeople(3));
    }
    BulkData mixed = BulkData.of(messages(), activities()).with(texture());
    return options.size(SMALL).bulk(messageType().map(mixed::withMessagesOf).orElse(mixed));
  }

  /** A builder with the defaults: an almost empty workspace without latency and rate limit. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the values of a setup. */
  public static final class Builder extends ImmutableServerSetup.Builder {
    Builder() {}
  }
}
