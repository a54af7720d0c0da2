package io.github.customerio4j.client;

import io.github.customerio4j.client.ExportDownload.OpenTransfer;
import io.github.customerio4j.client.error.DownloadRestartException;
import io.github.customerio4j.client.http.StallDetector;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** The bytes of a download as the server stores them; resumes where a transfer broke off. */
final class ResumingStream extends InputStream {
  private static final int MAX_RESUMES_WITHOUT_PROGRESS = 5;

  /** The first byte of gzip data; no text starts with it. */
  private static final int GZIP_FIRST_BYTE = 0x1f;

  private final ExportDownload download;
  private final Optional<String> validator;
  private OpenTransfer current;
  private Runnable cancellation;
  private StallDetector stallDetector;
  private long offset;
  private long offsetOfResume;
  private int resumesWithoutProgress;
  private int firstByte;
  private int lastByte;
  private boolean ended;
  private @Nullable IOException failure;

  ResumingStream(ExportDownload download, OpenTransfer first) {
    this.download = download;
    this.current = first;
    // Only a strong validator guarantees the same bytes.
    this.validator =
        Optional.ofNullable(first.response().header("ETag")).filter(tag -> !tag.startsWith("W/"));
    this.cancellation = register(first);
    this.stallDetector = new StallDetector(download.longestPause());
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
      download.scope().requireOpen(download.operation());
      try {
        long readStart = System.nanoTime();
        int count = current.response().body().source().read(bytes, start, length);
        if (count == -1) {
          requireEnd();
          ended = true;
          return -1;
        }
        stallDetector.received(count, System.nanoTime() - readStart);
        received(bytes, start, count);
        return count;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  private void received(byte[] bytes, int start, int count) {
    if (offset == 0) {
      firstByte = bytes[start];
    }
    lastByte = bytes[start + count - 1];
    offset += count;
    if (offset - offsetOfResume >= StallDetector.MIN_BYTES) {
      resumesWithoutProgress = 0;
    }
  }

  /** If the server sends no length, a text that ends within a line was cut. */
  private void requireEnd() throws EOFException {
    boolean isLengthKnown =
        current.response().body().contentLength() >= 0
            || current.response().header("Transfer-Encoding") != null
            || current.response().protocol() == Protocol.HTTP_2;
    if (!isLengthKnown && offset > 0 && firstByte != GZIP_FIRST_BYTE && lastByte != '\n') {
      throw new EOFException("the end of the last line is missing");
    }
  }

  /**
   * Not zero before the end: GZIPInputStream looks for another member only if bytes are available.
   */
  @Override
  public int available() {
    return ended ? 0 : 1;
  }

  /**
   * Throws the failure that ended the stream early, because a wrapping reader may have swallowed
   * it.
   */
  void rethrowFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    download.scope().unregister(cancellation);
    current.call().cancel(); // Otherwise OkHttp would read the rest to reuse the connection.
    current.response().close();
  }

  private void resume(IOException cause) throws IOException {
    close();
    if (download.scope().isClosed() || Thread.currentThread().isInterrupted()) {
      throw download.scope().interrupted(download.operation(), cause);
    }
    try {
      if ((offset > 0 && validator.isEmpty())
          || resumesWithoutProgress++ >= MAX_RESUMES_WITHOUT_PROGRESS) {
        throw new DownloadRestartException(
            "Cannot "
                + download.operation()
                + ": it broke off after "
                + offset
                + " bytes and cannot be resumed ("
                + cause.getMessage()
                + "). Read it again from the start.",
            cause);
      }
      current = download.openAt(offset, offset == 0 ? Optional.empty() : validator);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    cancellation = register(current);
    stallDetector = new StallDetector(download.longestPause());
    offsetOfResume = offset;
  }

  private Runnable register(OpenTransfer transfer) {
    Runnable cancel = transfer.call()::cancel;
    download.scope().register(cancel);
    return cancel;
  }
}
