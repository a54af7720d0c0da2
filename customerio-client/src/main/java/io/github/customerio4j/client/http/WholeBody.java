package io.github.customerio4j.client.http;

import io.github.customerio4j.client.error.MalformedBodyException;
import java.io.IOException;
import java.time.Duration;
import okio.Buffer;
import okio.BufferedSource;

/** Reads a complete response body, up to a bound, before it is decoded. */
public final class WholeBody {
  private static final long STEP = 64 * 1024L;

  private WholeBody() {}

  /**
   * Reads the body to its end.
   *
   * @param longestPause how long the server may send almost nothing; zero for no limit
   * @throws TooLargeException if the body is larger than the bound
   */
  public static Buffer read(BufferedSource source, long maxBytes, Duration longestPause)
      throws IOException {
    Buffer body = new Buffer();
    StallDetector stallDetector = new StallDetector(longestPause);
    while (true) {
      long start = System.nanoTime();
      long count = source.read(body, STEP);
      if (count == -1) {
        return body;
      }
      if (body.size() > maxBytes) {
        throw new TooLargeException();
      }
      stallDetector.received(count, System.nanoTime() - start);
    }
  }

  /**
   * Checks that nothing is left after the decoded part.
   *
   * @throws MalformedBodyException if anything but white space is left
   */
  public static void requireExhausted(Buffer body) throws IOException {
    while (!body.exhausted()) {
      byte next = body.readByte();
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        throw new MalformedBodyException("something follows after the end of the JSON");
      }
    }
  }

  /** The body is larger than the bound. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
