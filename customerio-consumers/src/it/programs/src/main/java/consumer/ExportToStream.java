package consumer;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.model.workspace.CustomersExportRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** Copies an export of people to a stream. */
final class ExportToStream {
  private ExportToStream() {}

  static void copy(CustomerIo client, CustomersExportRequest people, OutputStream out)
      throws IOException {
    try (InputStream csv = client.exports().customers(people).awaitAndOpen(Duration.ofHours(1))) {
      csv.transferTo(out);
    }
  }
}
