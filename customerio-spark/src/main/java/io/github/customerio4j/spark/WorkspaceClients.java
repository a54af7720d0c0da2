package io.github.customerio4j.spark;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RateLimit;
import okhttp3.OkHttpClient;

/** The clients of a process: they share connections, and those of a workspace its limit. */
final class WorkspaceClients {
  private static final OkHttpClient HTTP = CustomerIoBuilder.sharedHttpClient(64);

  private WorkspaceClients() {}

  /** A client, to be closed by the caller. */
  static CustomerIo client(WorkspaceAccess workspace) {
    return CustomerIo.builder(workspace.key().key())
        .baseUrl(workspace.baseUrl())
        .httpClient(HTTP)
        .rateLimit(
            workspace.requestsPerSecond() == 0
                ? RateLimit.unlimited()
                : RateLimit.perSecond(workspace.requestsPerSecond()))
        .build();
  }

  /** Into how many parts a workspace may be divided, so that its limit is kept. */
  static int mostParts(int wanted) {
    return wanted;
  }
}
