package io.github.customerio4j.extract.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class UninterruptedTest {

  @Test
  void interruptedCallerFinishesWorkAndStaysInterrupted() throws Exception {
    Thread caller = Thread.currentThread();
    String done =
        Uninterrupted.call(
            "test",
            () -> {
              caller.interrupt();
              return Thread.currentThread().isInterrupted() ? "interrupted" : "done";
            });

    assertThat(done).isEqualTo("done");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void failureOfWorkIsThrownUnchanged() {
    IOException failure = new IOException("disk");
    assertThatThrownBy(
            () ->
                Uninterrupted.call(
                    "test",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThatThrownBy(
            () ->
                Uninterrupted.call(
                    "test",
                    () -> {
                      throw new AssertionError("bug");
                    }))
        .isInstanceOf(AssertionError.class);
  }
}
