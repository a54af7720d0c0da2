package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.report.AccessReport;
import io.github.customerio4j.extract.report.ExtractionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for the key of a workspace, and tries it with a small request. */
final class WorkspaceKey {
  private final Workspace workspace;
  private final SharedClients clients;

  WorkspaceKey(Workspace workspace, SharedClients clients) {
    this.workspace = workspace;
    this.clients = clients;
  }

  /**
   * The key, unless the API refuses it. An API that does not answer now may answer the extraction,
   * which is more patient.
   *
   * @throws RuntimeException why the workspace cannot be extracted
   */
  AppApiKey accepted() {
    AppApiKey key = ask(workspace);
    CustomerIo client = clients.client(workspace, key);
    try (client) {
      AccessReport.Result result = Extractor.checkKey(client, workspace.config());
      if (result.outcome() == AccessReport.Outcome.WRONG) {
        throw refusal(result);
      }
    }
    return key;
  }

  private static RuntimeException refusal(AccessReport.Result result) {
    Optional<CustomerIoException> failure = result.failure();
    return failure.isPresent()
        ? new ExtractionException.RequestFailed(failure.get(), Optional.empty())
        : new ExtractionException(result.text());
  }

  /** The key that the workspace supplies. */
  static AppApiKey ask(Workspace workspace) {
    @Nullable AppApiKey key;
    try {
      key = workspace.key().get();
    } catch (RuntimeException e) {
      throw new ExtractionException("Cannot get the key of the workspace: " + reason(e), e);
    }
    if (key == null) {
      throw new ExtractionException(
          "Cannot get the key of the workspace: its supplier returned null. Return the key, or"
              + " throw an exception that says why there is none.");
    }
    return key;
  }

  private static String reason(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
