package io.github.customerio4j.spark;

import io.github.customerio4j.spark.limit.WorkspaceLimits;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * How the tasks of this application share the limit of a workspace.
 *
 * @param scope how far a limit reaches
 * @param isDivisible whether several tasks may read one workspace
 * @param mayCopy whether Spark may run a task a second time while it runs, out of the limit's reach
 */
record Sharing(WorkspaceLimits.Scope scope, boolean isDivisible, boolean mayCopy) {

  /** The sharing in the application of the active session. */
  static Sharing current() {
    WorkspaceLimits.Scope scope = WorkspaceLimits.scope();
    SparkContext context = SparkSession.active().sparkContext();
    // All tasks of a local application are in one process.
    boolean isShared = scope == WorkspaceLimits.Scope.APPLICATION || context.isLocal();
    return new Sharing(
        scope, isShared, !isShared && context.conf().getBoolean("spark.speculation", false));
  }

  /** The rate of a task: two of them run at the same time if one is copied. */
  double rate(double requestsPerSecond) {
    return mayCopy ? requestsPerSecond / 2 : requestsPerSecond;
  }
}
