package io.github.customerio4j.client;

import java.time.Duration;
import java.time.Instant;

/** Forwards each event to two listeners in turn. */
record CompositeTransferListener(TransferListener first, TransferListener second)
    implements TransferListener {
  @Override
  public void requestStarted(Transfer transfer) {
    first.requestStarted(transfer);
    second.requestStarted(transfer);
  }

  @Override
  public void responseReceived(Transfer transfer, int status, long bytes, Duration elapsed) {
    first.responseReceived(transfer, status, bytes, elapsed);
    second.responseReceived(transfer, status, bytes, elapsed);
  }

  @Override
  public void quotaReported(Transfer transfer, long remaining) {
    first.quotaReported(transfer, remaining);
    second.quotaReported(transfer, remaining);
  }

  @Override
  public void retryScheduled(Transfer transfer, Duration delay, String reason) {
    first.retryScheduled(transfer, delay, reason);
    second.retryScheduled(transfer, delay, reason);
  }

  @Override
  public void dateReported(Transfer transfer, Instant date, Duration elapsed) {
    first.dateReported(transfer, date, elapsed);
    second.dateReported(transfer, date, elapsed);
  }

  @Override
  public void emptyPages(Transfer transfer, int pages) {
    first.emptyPages(transfer, pages);
    second.emptyPages(transfer, pages);
  }
}
