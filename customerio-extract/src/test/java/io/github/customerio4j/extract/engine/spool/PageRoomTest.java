package io.github.customerio4j.extract.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PageRoomTest {
  private static final int MIB = 1 << 20;

  @Test
  void smallPagesTakeNoRoom() throws Exception {
    PageRoom room = new PageRoom(0, 0);
    PageRoom.Body first = room.body();
    PageRoom.Body second = room.body();

    first.begin();
    second.begin();
    second.grow();

    assertThat(second.grow()).hasSize(256 << 10);
  }

  @Test
  void growingKeepsTheBytes() throws Exception {
    PageRoom.Body body = new PageRoom(MIB, 0).body();
    body.begin()[7] = 42;

    assertThat(body.grow()[7]).isEqualTo((byte) 42);
  }

  @Test
  void oneLargePageAtATimeExceedsTheRoom() throws Exception {
    PageRoom room = new PageRoom(0, 0);
    AtomicInteger large = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch areReady = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      Future<?> unused =
          threads.submit(
              () -> {
                PageRoom.Body body = room.body();
                body.begin();
                areReady.countDown();
                areReady.await();
                while (body.array().length < MIB) {
                  body.grow();
                }
                most.accumulateAndGet(large.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                large.decrementAndGet();
                body.end();
                return null;
              });
    }
    threads.shutdown();

    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void arrayOfPageThatEndedIsUsedAgain() throws Exception {
    PageRoom room = new PageRoom(8 * MIB, 8 * MIB);
    PageRoom.Body first = room.body();
    first.begin();
    byte[] array = first.grow();
    first.end();

    assertThat(room.body().begin()).isSameAs(array);
    assertThat(room.body().begin()).isNotSameAs(array);
  }

  @Test
  void noMoreArraysAreKeptThanThereIsRoomFor() throws Exception {
    PageRoom room = new PageRoom(8 * MIB, 64 << 10);
    PageRoom.Body first = room.body();
    PageRoom.Body second = room.body();
    byte[] kept = first.begin();
    byte[] dropped = second.begin();
    first.end();
    second.end();

    assertThat(room.body().begin()).isSameAs(kept);
    assertThat(room.body().begin()).isNotSameAs(dropped);
  }
}
