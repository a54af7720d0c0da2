package io.github.customerio4j.sandbox;

import io.github.customerio4j.sandbox.config.Bound;
import io.github.customerio4j.sandbox.config.BulkData;
import io.github.customerio4j.sandbox.config.ExportEncoding;
import io.github.customerio4j.sandbox.config.ListOrder;
import io.github.customerio4j.sandbox.config.PagingStyle;
import io.github.customerio4j.sandbox.config.PathPrefix;
import io.github.customerio4j.sandbox.config.SandboxOptions;
import io.github.customerio4j.sandbox.config.SandboxSize;
import io.github.customerio4j.sandbox.config.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Collects the options of a sandbox and starts it; made by {@link Sandbox#builder()}. Not
 * thread-safe.
 *
 * <pre>{@code
 * try (Sandbox sandbox =
 *     Sandbox.builder().size(SandboxSize.TINY.withMessages(1_000)).requestsPerSecond(10).start()) {
 *   …
 * }
 * }</pre>
 */
public final class SandboxBuilder {
  private final SandboxOptions.Builder options = SandboxOptions.builder();

  SandboxBuilder() {}

  /** The same seed, size and clock give the same data. Default: 42. */
  public SandboxBuilder seed(long seed) {
    options.seed(seed);
    return this;
  }

  /**
   * The time of the sandbox, for which its data is made, and which its answers say in their {@code
   * Date}. Default: the system clock in UTC.
   */
  public SandboxBuilder clock(Clock clock) {
    options.clock(clock);
    return this;
  }

  /** How much the workspace holds. Default: {@link SandboxSize#TINY}. */
  public SandboxBuilder size(SandboxSize size) {
    options.size(size);
    return this;
  }

  /** Messages and activities that are served instead of those of the workspace. Default: none. */
  public SandboxBuilder bulk(BulkData bulk) {
    options.bulk(bulk);
    return this;
  }

  /** The key that is accepted. Default: {@code sandbox-app-api-key}. */
  public SandboxBuilder appApiKey(String appApiKey) {
    options.appApiKey(appApiKey);
    return this;
  }

  /** The time before each response of the API. Default: zero. */
  public SandboxBuilder latency(Duration latency) {
    options.latency(latency);
    return this;
  }

  /**
   * The most time by which a response of the API may be later: each waits a random part of it
   * longer, and one in a hundred ten times as long. Requests count for the rate limit after this
   * time, as if the network had delayed them. The same seed gives the same times. Default: zero.
   */
  public SandboxBuilder latencyJitter(Duration most) {
    options.latencyJitter(most);
    return this;
  }

  /** The requests allowed within one second; 0 for no limit. Default: 0. */
  public SandboxBuilder requestsPerSecond(int requestsPerSecond) {
    options.requestsPerSecond(requestsPerSecond);
    return this;
  }

  /** Whether {@code start_ts} belongs to its window. Default: inclusive. */
  public SandboxBuilder windowStart(Bound windowStart) {
    options.windowStart(windowStart);
    return this;
  }

  /** Whether {@code end_ts} belongs to its window. Default: inclusive. */
  public SandboxBuilder windowEnd(Bound windowEnd) {
    options.windowEnd(windowEnd);
    return this;
  }

  /** The order of lists. Default: newest first. */
  public SandboxBuilder order(ListOrder order) {
    options.order(order);
    return this;
  }

  /** How regular the paging is. Default: {@link PagingStyle#STRANGE}. */
  public SandboxBuilder paging(PagingStyle paging) {
    options.paging(paging);
    return this;
  }

  /** How often an export is pending before it is done. Default: 2. */
  public SandboxBuilder exportPolls(int exportPolls) {
    options.exportPolls(exportPolls);
    return this;
  }

  /** How long a download link is valid. Default: 15 minutes. */
  public SandboxBuilder exportLinkLife(Duration exportLinkLife) {
    options.exportLinkLife(exportLinkLife);
    return this;
  }

  /** The encoding of export files. Default: each file another one. */
  public SandboxBuilder exportEncoding(ExportEncoding exportEncoding) {
    options.exportEncoding(exportEncoding);
    return this;
  }

  /** The path prefixes that are served. Default: both. */
  public SandboxBuilder pathPrefix(PathPrefix pathPrefix) {
    options.pathPrefix(pathPrefix);
    return this;
  }

  /** Resources that the key may not read; they answer 403. Default: none. */
  public SandboxBuilder missingScopes(Set<Scope> scopes) {
    options.missingScopes(scopes);
    return this;
  }

  /** The same, added to those set before. */
  public SandboxBuilder addMissingScopes(Scope... scopes) {
    options.addAllMissingScopes(List.of(scopes));
    return this;
  }

  /**
   * Makes the data and starts to serve it.
   *
   * @throws java.io.UncheckedIOException if no port can be bound
   */
  public Sandbox start() {
    return Sandbox.start(options.build());
  }
}
