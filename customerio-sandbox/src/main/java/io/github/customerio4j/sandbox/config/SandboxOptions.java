package io.github.customerio4j.sandbox.config;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What a sandbox holds and how it behaves; made by {@code Sandbox.builder()}. */
@Value.Immutable
public abstract class SandboxOptions {
  SandboxOptions() {}

  /** Same seed, size and clock: same data. Default 42. */
  @Value.Default
  public long seed() {
    return 42;
  }

  /** The sandbox's time, for which its data are made. Default: the system's, UTC. */
  @Value.Default
  public Clock clock() {
    return Clock.systemUTC();
  }

  /** How much the workspace holds. Default {@link SandboxSize#TINY}. */
  @Value.Default
  public SandboxSize size() {
    return SandboxSize.TINY;
  }

  /** What messages and activities are served in place of the workspace's own. Default none. */
  public abstract Optional<BulkData> bulk();

  /** The key that is accepted. Default {@code sandbox-app-api-key}. */
  @Value.Default
  @Value.Redacted
  public String appApiKey() {
    return "sandbox-app-api-key";
  }

  /** Time that passes before each answer of the API. Default none. */
  @Value.Default
  public Duration latency() {
    return Duration.ZERO;
  }

  /** Requests allowed in any one second; 0, the default, means no limit. */
  @Value.Default
  public int requestsPerSecond() {
    return 0;
  }

  /** Whether {@code start_ts} belongs to the window. Default inclusive. */
  @Value.Default
  public Bound windowStart() {
    return Bound.INCLUSIVE;
  }

  /** Whether {@code end_ts} belongs to the window. Default inclusive. */
  @Value.Default
  public Bound windowEnd() {
    return Bound.INCLUSIVE;
  }

  /** The order of lists. Default newest first. */
  @Value.Default
  public ListOrder order() {
    return ListOrder.NEWEST_FIRST;
  }

  /** How well-behaved paging is. Default strange. */
  @Value.Default
  public PagingStyle paging() {
    return PagingStyle.STRANGE;
  }

  /** How often an export is seen pending before it is done. Default 2. */
  @Value.Default
  public int exportPolls() {
    return 2;
  }

  /** How long a download link is good for. Default 15 minutes. */
  @Value.Default
  public Duration exportLinkLife() {
    return Duration.ofMinutes(15);
  }

  /** In which form export files are stored. Default rotating. */
  @Value.Default
  public ExportEncoding exportEncoding() {
    return ExportEncoding.ROTATING;
  }

  /** Which path prefixes are served. Default both. */
  @Value.Default
  public PathPrefix pathPrefix() {
    return PathPrefix.CURRENT_AND_LEGACY;
  }

  /** Resources that the key may not read: 403. Default none. */
  public abstract Set<Scope> missingScopes();

  /** Starts options with their defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options. */
  public static final class Builder extends ImmutableSandboxOptions.Builder {
    Builder() {}
  }
}
