package io.github.customerio4j.spark.limit;

/** The limits of the workspaces that are read in this process. */
interface Limits {
  /** Opens a limit for a reader. */
  WorkspaceLimits.Open open(String workspace, double requestsPerSecond);
}
