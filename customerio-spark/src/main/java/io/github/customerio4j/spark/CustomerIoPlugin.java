package io.github.customerio4j.spark;

import io.github.customerio4j.spark.limit.PermitDriver;
import io.github.customerio4j.spark.limit.PermitExecutor;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Keeps one rate limit a workspace across all executors. Set {@code
 * spark.plugins=io.github.customerio4j.spark.CustomerIoPlugin} when the application starts. Without
 * it, a workspace is read by one task at a time.
 */
public final class CustomerIoPlugin implements SparkPlugin {
  /** Spark creates it by its name. */
  public CustomerIoPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new PermitDriver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new PermitExecutor();
  }
}
