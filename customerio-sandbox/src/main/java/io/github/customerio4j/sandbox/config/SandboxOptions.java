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

  /** The seed of the data: the same seed, size and clock give the same data. 42 unless set. */
  @Value.Default
  public long seed() {
    return 42;
  }

  /** The sandbox's time, for which its data are made. The system's, UTC, unless set. */
  @Value.Default
  public Clock clock() {
    return Clock.systemUTC();
  }

  /** How much the workspace holds; {@link SandboxSize#TINY} unless set. */
  @Value.Default
  public SandboxSize size() {
    return SandboxSize.TINY;
  }

  /**
   * The messages and activities that are served in place of the workspace's own; its own unless
   * set.
   */
  public abstract Optional<BulkData> bulk();

  /** The key that is accepted; {@code sandbox-app-api-key} unless set. */
  @Value.Default
  @Value.Redacted
  public String appApiKey() {
    return "sandbox-app-api-key";
  }

  /** How long each answer of the API waits; no time unless set. */
  @Value.Default
  public Duration latency() {
    return Duration.ZERO;
  }

  /**
   * How much longer an answer may wait: a random part of this time, and ten times as long for one
   * answer in a hundred. The seed determines the sequence. No time unless set.
   */
  @Value.Default
  public Duration latencyJitter() {
    return Duration.ZERO;
  }

  /** Requests allowed in any one second; 0, which means no limit, unless set. */
  @Value.Default
  public int requestsPerSecond() {
    return 0;
  }

  /** Whether {@code start_ts} belongs to the window; {@link Bound#INCLUSIVE} unless set. */
  @Value.Default
  public Bound windowStart() {
    return Bound.INCLUSIVE;
  }

  /** Whether {@code end_ts} belongs to the window; {@link Bound#INCLUSIVE} unless set. */
  @Value.Default
  public Bound windowEnd() {
    return Bound.INCLUSIVE;
  }

  /** The order of lists; {@link ListOrder#NEWEST_FIRST} unless set. */
  @Value.Default
  public ListOrder order() {
    return ListOrder.NEWEST_FIRST;
  }

  /** How well-behaved paging is; {@link PagingStyle#STRANGE} unless set. */
  @Value.Default
  public PagingStyle paging() {
    return PagingStyle.STRANGE;
  }

  /** How many times an export is seen pending before it is done; 2 unless set. */
  @Value.Default
  public int exportPolls() {
    return 2;
  }

  /** How long a download link is good for; 15 minutes unless set. */
  @Value.Default
  public Duration exportLinkLife() {
    return Duration.ofMinutes(15);
  }

  /** In which form export files are stored; {@link ExportEncoding#ROTATING} unless set. */
  @Value.Default
  public ExportEncoding exportEncoding() {
    return ExportEncoding.ROTATING;
  }

  /** Which path prefixes are served; both unless set. */
  @Value.Default
  public PathPrefix pathPrefix() {
    return PathPrefix.CURRENT_AND_LEGACY;
  }

  /** Resources that the key may not read (status 403); none unless set. */
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
