package io.github.customerio4j.spark;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** The requests that tasks made, as Spark's UI shows them. */
public final class RequestsMetric extends CustomSumMetric {
  static final String NAME = "customerioRequests";

  /** Called by Spark. */
  public RequestsMetric() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "requests";
  }
}
