package io.github.customerio4j.spark.limit;

import java.util.Map;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.jspecify.annotations.Nullable;

/** The plugin's part in an executor: asks the driver for the permits that its readers need. */
public final class PermitExecutor implements ExecutorPlugin {
  private @Nullable SharedLimits limits;

  /** The plugin creates it once an executor. */
  public PermitExecutor() {}

  @Override
  public void init(PluginContext plugin, Map<String, String> fromDriver) {
    if (WorkspaceLimits.scope() == WorkspaceLimits.Scope.APPLICATION) {
      // In local mode the driver is the executor.
      return;
    }
    SharedLimits own =
        new SharedLimits(plugin.executorID(), ask -> Grants.of((byte[]) plugin.ask(ask.toBytes())));
    limits = own;
    WorkspaceLimits.begin(own);
  }

  @Override
  public void shutdown() {
    if (limits != null) {
      WorkspaceLimits.end(limits);
    }
  }
}
