package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.http.WholeBody;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.junit.jupiter.api.Test;

/** Taking in a body: its bound, and what is too slow. */
class WholeBodyTest {
  /** Every read takes longer than this. */
  private static final Duration NO_TIME = Duration.ofNanos(1);

  @Test
  void aBodyOfExactlyTheBoundIsTaken() throws IOException {
    assertThat(WholeBody.read(body(5000), 5000, Duration.ZERO).size()).isEqualTo(5000);
    assertThatThrownBy(() -> WholeBody.read(body(5001), 5000, Duration.ZERO))
        .isInstanceOf(WholeBody.TooLargeException.class);
  }

  @Test
  void aKibibyteInEachPeriodIsEnough() throws IOException {
    assertThat(WholeBody.read(Okio.buffer(pieces(1024, 1024, 1024)), 9000, NO_TIME).size())
        .isEqualTo(3072);
  }

  @Test
  void lessInAnyPeriodIsAsGoodAsNothing() {
    assertThatThrownBy(() -> WholeBody.read(Okio.buffer(pieces(1024, 1023, 1024)), 9000, NO_TIME))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("only 1023 bytes arrived in PT0.000000001S");
  }

  @Test
  void withoutALongestPauseAnyPaceWillDo() throws IOException {
    assertThat(WholeBody.read(Okio.buffer(pieces(1, 1, 1)), 9000, Duration.ZERO).size())
        .isEqualTo(3);
  }

  private static Buffer body(int size) {
    return new Buffer().write(new byte[size]);
  }

  /** Gives just these pieces, whatever it is asked for. */
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
