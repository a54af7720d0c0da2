package io.github.customerio4j.spark;

import io.github.customerio4j.spark.limit.WorkspaceLimits;
import java.io.Serializable;

/**
 * What a task needs to read a workspace.
 *
 * @param name its name
 * @param baseUrl where its API is
 * @param requestsPerSecond its limit; 0 for none
 * @param limit the name of its limit: that of the first workspace with the same key
 * @param scope how far the limit reaches
 * @param key its key
 */
record WorkspaceAccess(
    String name,
    String baseUrl,
    double requestsPerSecond,
    String limit,
    WorkspaceLimits.Scope scope,
    SecretKey key)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The name alone. */
  @Override
  public String toString() {
    return name;
  }
}
