package io.github.customerio4j.bench.process;

import io.github.customerio4j.sandbox.BulkData;
import io.github.customerio4j.sandbox.ListOrder;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.SandboxOptions;
import io.github.customerio4j.sandbox.SandboxSize;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** What the server of a measurement holds and how fast it is. */
@Value.Immutable
public abstract class ServerSetup {
  private static final SandboxSize ALMOST_EMPTY = new SandboxSize(1, 1, 1, 3, 1);
  private static final SandboxSize SMALL = new SandboxSize(60, 10, 1, 12, 14);

  /** How many messages; with the activities 0 for a workspace with almost nothing in it. */
  @Value.Default
  public int messages() {
    return 0;
  }

  /** The only type of the messages; a mixture by default. */
  public abstract Optional<String> messageType();

  @Value.Default
  public int activities() {
    return 0;
  }

  @Value.Default
  public BulkData.Texture texture() {
    return BulkData.Texture.NASTY;
  }

  @Value.Default
  public Duration latency() {
    return Duration.ZERO;
  }

  /** 0 for no limit. */
  @Value.Default
  public int requestsPerSecond() {
    return 0;
  }

  @Value.Default
  public ListOrder order() {
    return ListOrder.NEWEST_FIRST;
  }

  public WorkerArguments arguments() {
    return WorkerArguments.none()
        .with("messages", messages())
        .with("messageType", messageType().orElse(""))
        .with("activities", activities())
        .with("texture", texture())
        .with("latencyMillis", latency().toMillis())
        .with("requestsPerSecond", requestsPerSecond())
        .with("order", order());
  }

  static ServerSetup of(WorkerArguments arguments) {
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

  public SandboxOptions.Builder sandbox() {
    SandboxOptions.Builder options =
        Sandbox.builder().latency(latency()).requestsPerSecond(requestsPerSecond()).order(order());
    if (messages() == 0 && activities() == 0) {
      return options.size(ALMOST_EMPTY);
    }
    BulkData mixed = BulkData.of(messages(), activities()).with(texture());
    return options.size(SMALL).bulk(messageType().map(mixed::withMessagesOf).orElse(mixed));
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects what the server holds. */
  public static final class Builder extends ImmutableServerSetup.Builder {
    Builder() {}
  }
}
