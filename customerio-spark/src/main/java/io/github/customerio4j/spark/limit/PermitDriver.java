package io.github.customerio4j.spark.limit;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.jspecify.annotations.Nullable;

/**
 * The plugin's part at the driver: divides the permits among the executors. The driver itself reads
 * when it plans, and in local mode, so it asks for permits, too, without messages.
 */
public final class PermitDriver implements DriverPlugin {
  private final PermitLedger ledger = new PermitLedger();
  private @Nullable SharedLimits limits;

  /** The plugin creates it once an application. */
  public PermitDriver() {}

  @Override
  public Map<String, String> init(SparkContext context, PluginContext plugin) {
    SharedLimits own =
        new SharedLimits(plugin.executorID(), ask -> ledger.answer(ask, System.nanoTime()));
    limits = own;
    WorkspaceLimits.begin(own);
    context.addSparkListener(new Removals());
    return Map.of();
  }

  private final class Removals extends SparkListener {
    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
      ledger.ended(removed.executorId());
    }
  }

  @Override
  public Object receive(Object message) throws IOException {
    return ledger.answer(Ask.of((byte[]) message), System.nanoTime()).toBytes();
  }

  @Override
  public void shutdown() {
    if (limits != null) {
      WorkspaceLimits.end(limits);
    }
  }
}
