package io.github.customerio4j.client;

import io.github.customerio4j.client.error.MalformedBodyException;
import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;

/** Takes in a response body whole, up to a bound, before anybody looks at it. */
final class WholeBody {
  private static final long STEP = 64 * 1024L;

  private WholeBody() {}

  /**
   * @throws TooLargeException if the body goes on beyond the bound
   */
  static Buffer read(BufferedSource source, long mostBytes) throws IOException {
    Buffer body = new Buffer();
    while (source.read(body, STEP) != -1) {
      if (body.size() > mostBytes) {
        throw new TooLargeException();
      }
    }
    return body;
  }

  /**
   * @throws MalformedBodyException if anything but white space is left
   */
  static void requireSpent(Buffer body) throws IOException {
    while (!body.exhausted()) {
      byte next = body.readByte();
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        throw new MalformedBodyException("something follows after the end of the JSON");
      }
    }
  }

  /** The body goes on beyond the bound. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
