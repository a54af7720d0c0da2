package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.workspace.Export;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * An export that Customer.io makes in the background. It continues if this program ends: {@link
 * ExportsApi#job} finds it again by its id.
 *
 * <pre>{@code
 * try (InputStream csv = client.exports().customers(request).awaitAndOpen(Duration.ofHours(1))) {
 *   Files.copy(csv, file);
 * }
 * }</pre>
 */
public interface ExportJob {
  /** The export as the API described it last; asks nothing. */
  Export export();

  /** The id by which {@link ExportsApi#job} finds the export again. */
  default long id() {
    return export().id();
  }

  /**
   * Waits until the export is done, and asks for its state ({@code GET exports/{id}}) after half a
   * second, then less and less often, at least every 15 seconds.
   *
   * @param timeout the longest wait, above zero and at most a day
   * @return the export, done
   * @throws io.github.customerio4j.client.error.CallTimeoutException if it is not done in time; it
   *     can be awaited again
   * @throws io.github.customerio4j.client.error.ExportFailedException if Customer.io says that it
   *     failed
   */
  Export await(Duration timeout);

  /**
   * Waits until the export is done and opens it for reading: {@code GET exports/{id}/download},
   * then the link in its answer. The key is not sent to the link's host. A transfer that breaks off
   * is resumed, with a new link where the old one has expired.
   *
   * @param timeout the longest wait until it is done, above zero and at most a day; reading has no
   *     limit
   * @return the CSV, to be closed by the caller; reading throws a {@link
   *     io.github.customerio4j.client.error.DownloadRestartException} if the transfer broke off and
   *     cannot be resumed: open the export again and read from the start
   * @throws IOException if the transfer cannot start
   * @throws io.github.customerio4j.client.error.CallTimeoutException if it is not done in time
   * @throws io.github.customerio4j.client.error.ExportFailedException if Customer.io says that it
   *     failed
   */
  InputStream awaitAndOpen(Duration timeout) throws IOException;
}
