package io.github.customerio4j.client;

import io.github.customerio4j.client.ExportDownload.OpenTransfer;
import io.github.customerio4j.client.error.DownloadRestartException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of a download as the server holds them; goes on where a transfer broke off. */
final class ResumingStream extends InputStream {
  private static final int MOST_RESUMES_WITHOUT_PROGRESS = 5;

  private final ExportDownload download;
  private final Optional<String> validator;
  private OpenTransfer current;
  private Runnable cancellation;
  private long offset;
  private int fruitlessResumes;
  private boolean ended;
  private @Nullable IOException failure;

  ResumingStream(ExportDownload download, OpenTransfer first) {
    this.download = download;
    this.current = first;
    // Only a strong validator promises the same bytes.
    this.validator =
        Optional.ofNullable(first.response().header("ETag")).filter(tag -> !tag.startsWith("W/"));
    this.cancellation = enter(first);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int start, int length) throws IOException {
    rethrowFailure();
    if (length == 0 || ended) {
      return length == 0 ? 0 : -1;
    }
    while (true) {
      download.scope().requireOpen(download.what());
      try {
        int count = current.response().body().source().read(bytes, start, length);
        if (count == -1) {
          ended = true;
        } else {
          offset += count;
          fruitlessResumes = 0;
        }
        return count;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  /**
   * Not zero before the end: GZIPInputStream looks for another member only where bytes are left.
   */
  @Override
  public int available() {
    return ended ? 0 : 1;
  }

  /** What ended the stream before its time; a reader above may have swallowed it. */
  void rethrowFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    download.scope().left(cancellation);
    current.call().cancel(); // Else OkHttp would read on to save the connection.
    current.response().close();
  }

  private void resume(IOException cause) throws IOException {
    close();
    download.scope().requireOpen(download.what());
    if (Thread.currentThread().isInterrupted()) {
      throw Attempts.interrupted(download.what(), cause);
    }
    try {
      if ((offset > 0 && validator.isEmpty())
          || fruitlessResumes++ >= MOST_RESUMES_WITHOUT_PROGRESS) {
        throw new DownloadRestartException(
            "Cannot "
                + download.what()
                + ": it broke off after "
                + offset
                + " bytes and cannot be resumed ("
                + cause.getMessage()
                + "). Read it from the front.",
            cause);
      }
      current = download.openAt(offset, offset == 0 ? Optional.empty() : validator);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    cancellation = enter(current);
  }

  private Runnable enter(OpenTransfer transfer) {
    Runnable cancel = transfer.call()::cancel;
    download.scope().entered(cancel);
    return cancel;
  }
}
