package io.github.customerio4j.spark.limit;

import io.github.customerio4j.client.RateLimit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The limits of which this process has the permits that the driver lends it. What a limit has
 * learned about its server is kept until the end of the application.
 */
final class SharedLimits implements Limits, AutoCloseable {
  private final Map<String, RateLimit.Share> shares = new ConcurrentHashMap<>();
  private final PermitAgent agent;
  private final PermitThread thread;

  SharedLimits(String executor, PermitThread.Driver driver) {
    this.agent = new PermitAgent(executor);
    this.thread = new PermitThread(agent, driver);
  }

  @Override
  public WorkspaceLimits.Open open(String workspace, double requestsPerSecond) {
    RateLimit.Share share =
        shares.computeIfAbsent(workspace, name -> RateLimit.share(requestsPerSecond));
    agent.opened(workspace, Permits.of(share), System.nanoTime());
    thread.wake();
    return new OpenLimit(
        share.limit(),
        () -> {
          agent.closed(workspace, System.nanoTime());
          thread.wake();
        });
  }

  @Override
  public void close() {
    thread.close();
  }
}
