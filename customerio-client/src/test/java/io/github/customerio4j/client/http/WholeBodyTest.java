package io.github.customerio4j.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.junit.jupiter.api.Test;

/** Reading a body: its bound, and when it is too slow. */
class WholeBodyTest {
  /** Every read takes longer than this. */
  private static final Duration NO_TIME = Duration.ofNanos(1);

  @Test
  void bodyOfExactlyTheBoundIsRead() throws IOException {
    assertThat(WholeBody.read(body(5000), 5000, Duration.ZERO).size()).isEqualTo(5000);
    assertThatThrownBy(() -> WholeBody.read(body(5001), 5000, Duration.ZERO))
        .isInstanceOf(WholeBody.TooLargeException.class);
  }

  @Test
  void kibibyteInEachPeriodIsEnough() throws IOException {
    assertThat(WholeBody.read(Okio.buffer(pieces(1024, 1024, 1024)), 9000, NO_TIME).size())
        .isEqualTo(3072);
  }

  @Test
  void lessThanAKibibyteInAPeriodTimesOut() {
    assertThatThrownBy(() -> WholeBody.read(Okio.buffer(pieces(1024, 1023, 1024)), 9000, NO_TIME))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("only 1023 bytes arrived in PT0.000000001S");
  }

  @Test
  void slowBodyIsReadWithoutALongestPause() throws IOException {
    assertThat(WholeBody.read(Okio.buffer(pieces(1, 1, 1)), 9000, Duration.ZERO).size())
        .isEqualTo(3);
  }

  private static Buffer body(int size) {
    return new Buffer().write(new byte[size]);
  }

  /** Returns exactly these pieces, whatever size is requested. */
  private static Source pieces(int... sizes) {
    return new ForwardingSource(new Buffer()) {
      private int next;

      @Override
      public long read(Buffer sink, long byteCount) throws IOException {
        if (next == sizes.length) {
          return -1;
        }
        sink.write(new byte[sizes[next]]);
        return sizes[next++];
      }
    };
  }
}
