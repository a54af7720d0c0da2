package io.github.customerio4j.extract.engine.spool;

import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The heap for pages that are being read, by all runs of the process together. A small page costs
 * nothing. One that grows takes room for its body and its rows, and waits while there is none; one
 * page at a time may grow all the same, so that there is always one that ends. A body that was read
 * leaves its array to the next page.
 *
 * <p>Thread-safe.
 */
public final class PageRoom {
  private static final int FIRST_CAPACITY = 64 << 10;

  /** Arrays up to this length are not counted: every thread may have one. */
  private static final int SMALL = 256 << 10;

  /** What a body takes with its rows, which are about as long. */
  private static final int WITH_ROWS = 2;

  private static final int KEPT_ARRAYS = 16;

  private static final PageRoom PROCESS =
      new PageRoom(Runtime.getRuntime().maxMemory() / 2, Runtime.getRuntime().maxMemory() / 16);

  private final long most;
  private final long mostKept;
  private final Deque<byte[]> kept = new ArrayDeque<>();
  private long keptBytes;
  private long taken;
  private @Nullable Body exception;

  /**
   * Room for pages.
   *
   * @param most the bytes that pages may take together
   * @param mostKept the bytes of arrays that wait for the next page
   */
  PageRoom(long most, long mostKept) {
    this.most = most;
    this.mostKept = mostKept;
  }

  /** The room in the heap of this process. */
  public static PageRoom ofProcess() {
    return PROCESS;
  }

  /** The array of one page's body. Used by one thread. */
  public final class Body {
    private byte[] array = new byte[0];
    private long counted;

    private Body() {}

    /** The bytes so far, and space for more. */
    public byte[] array() {
      return array;
    }

    /** Makes room for the first bytes. */
    public byte[] begin() throws InterruptedIOException {
      if (array.length == 0) {
        array = first(this);
      }
      return array;
    }

    /** Doubles the array. Waits while other pages take the room. */
    public byte[] grow() throws InterruptedIOException {
      int length = Math.multiplyExact(array.length, 2);
      take(this, length);
      array = Arrays.copyOf(array, length);
      return array;
    }

    /** Ends the page: the array is another's from now on. */
    public void end() {
      giveBack(this);
    }
  }

  /** The array for the next page. */
  public Body body() {
    return new Body();
  }

  private byte[] first(Body body) throws InterruptedIOException {
    byte[] used;
    synchronized (this) {
      used = kept.pollFirst();
      keptBytes -= used == null ? 0 : used.length;
    }
    if (used == null) {
      return new byte[FIRST_CAPACITY];
    }
    take(body, used.length);
    return used;
  }

  private synchronized void take(Body body, int length) throws InterruptedIOException {
    long more = (length > SMALL ? (long) length * WITH_ROWS : 0) - body.counted;
    if (more <= 0) {
      return;
    }
    while (taken + more > most && exception != null && exception != body) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for memory");
      }
    }
    if (taken + more > most) {
      exception = body;
    }
    taken += more;
    body.counted += more;
  }

  private synchronized void giveBack(Body body) {
    taken -= body.counted;
    body.counted = 0;
    if (exception == body) {
      exception = null;
    }
    byte[] array = body.array;
    body.array = new byte[0];
    if (array.length > 0 && kept.size() < KEPT_ARRAYS && keptBytes + array.length <= mostKept) {
      kept.addFirst(array);
      keptBytes += array.length;
    }
    notifyAll();
  }
}
