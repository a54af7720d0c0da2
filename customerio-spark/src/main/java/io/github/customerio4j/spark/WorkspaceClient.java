package io.github.customerio4j.spark;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.spark.limit.WorkspaceLimits;
import okhttp3.OkHttpClient;

/** A client of a workspace. Those of a process share connections, and those of a key the limit. */
final class WorkspaceClient implements AutoCloseable {
  private static final int IDLE_CONNECTIONS = 64;
  private static final OkHttpClient HTTP = CustomerIoBuilder.sharedHttpClient(IDLE_CONNECTIONS);

  private final WorkspaceLimits.Open limit;
  private final CustomerIo client;

  WorkspaceClient(WorkspaceAccess workspace) {
    limit =
        WorkspaceLimits.open(workspace.limit(), workspace.requestsPerSecond(), workspace.scope());
    client =
        CustomerIo.builder(workspace.key().key())
            .baseUrl(workspace.baseUrl())
            .httpClient(HTTP)
            .rateLimit(limit.rateLimit())
            .build();
  }

  CustomerIo get() {
    return client;
  }

  /** The limit comes last: requests that are cancelled need it. */
  @Override
  public void close() {
    try (limit) {
      client.close();
    }
  }
}
