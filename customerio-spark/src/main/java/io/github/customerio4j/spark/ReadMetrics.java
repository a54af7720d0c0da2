package io.github.customerio4j.spark;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** What Spark's UI shows of a reading. Spark makes the metrics by their names. */
public final class ReadMetrics {
  static final String REQUESTS = "customerioRequests";
  static final String WAITING = "customerioWaiting";

  private ReadMetrics() {}

  /** The requests that tasks made. */
  public static final class Requests extends CustomSumMetric {
    /** Called by Spark. */
    public Requests() {}

    @Override
    public String name() {
      return REQUESTS;
    }

    @Override
    public String description() {
      return "requests";
    }
  }

  /** The time that tasks waited for the API and its limit. */
  public static final class Waiting extends CustomSumMetric {
    /** Called by Spark. */
    public Waiting() {}

    @Override
    public String name() {
      return WAITING;
    }

    @Override
    public String description() {
      return "milliseconds waited for the API";
    }
  }
}
