package io.github.customerio4j.spark;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** The time that tasks waited for the API and its limit, as Spark's UI shows it. */
public final class WaitingMetric extends CustomSumMetric {
  static final String NAME = "customerioWaiting";

  /** Called by Spark. */
  public WaitingMetric() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "milliseconds waited for the API";
  }
}
