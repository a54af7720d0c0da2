package io.github.customerio4j.extract.sink.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * A bucket whose calls fail by their number, for tests. A call can fail before or after its effect,
 * as when a request or the answer to it is lost.
 */
@NullMarked
public final class FaultyStore implements ObjectStore {
  private final ObjectStore store;
  private Fault fault = new Fault(Kind.FAILURE, Moment.BEFORE, 0, "");
  private int calls;
  private boolean isDead;

  /** What a fault does. */
  public enum Kind {
    /** The call fails once. */
    FAILURE,
    /** The process is killed: this call and all that follow throw an error. */
    KILL
  }

  /** When a fault happens. */
  public enum Moment {
    /** The call has no effect. */
    BEFORE,
    /** The call has its effect. */
    AFTER
  }

  /** The end of a killed run. */
  public static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;

    KilledError() {
      super("The run is killed.");
    }
  }

  private record Fault(Kind kind, Moment moment, int call, String keyPart) {}

  /** A call to the store. */
  @FunctionalInterface
  private interface Call<T> {
    T run() throws IOException;
  }

  /** A store that works until it is told to fail. */
  public FaultyStore(ObjectStore store) {
    this.store = store;
  }

  /**
   * Makes one of the next calls fail.
   *
   * @param call its number, from 1
   */
  public synchronized void failAt(Kind kind, Moment moment, int call) {
    fault = new Fault(kind, moment, call, "");
    calls = 0;
  }

  /** Makes the next call fail whose key has this part. */
  public synchronized void failAt(Kind kind, Moment moment, String keyPart) {
    fault = new Fault(kind, moment, 1, keyPart);
    calls = 0;
  }

  /** How many calls there were since the last fault was set; of those it counts. */
  public synchronized int calls() {
    return calls;
  }

  private <T> T call(String key, Call<T> call) throws IOException {
    boolean isHit;
    synchronized (this) {
      if (isDead) {
        throw new KilledError();
      }
      boolean isCounted = key.contains(fault.keyPart());
      calls += isCounted ? 1 : 0;
      isHit = isCounted && calls == fault.call();
      if (isHit && fault.moment() == Moment.BEFORE) {
        fail("before");
      }
    }
    T answer = call.run();
    if (isHit) {
      fail("after");
    }
    return answer;
  }

  private synchronized void fail(String when) throws IOException {
    if (fault.kind() == Kind.KILL) {
      isDead = true;
      throw new KilledError();
    }
    throw new IOException("503 Slow Down " + when + " the effect");
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public boolean createIfAbsent(String key, byte[] content) throws IOException {
    return call(key, () -> store.createIfAbsent(key, content));
  }

  @Override
  public void upload(String key, Path file) throws IOException {
    call(
        key,
        () -> {
          store.upload(key, file);
          return key;
        });
  }

  @Override
  public void copy(String from, String to) throws IOException {
    call(
        to,
        () -> {
          store.copy(from, to);
          return to;
        });
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    // Each key is a call: a request for many may delete only some.
    for (String key : keys) {
      call(
          key,
          () -> {
            store.delete(List.of(key));
            return key;
          });
    }
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return call(prefix, () -> store.list(prefix));
  }

  @Override
  public List<StoredObject> list(String prefix, String after) throws IOException {
    return call(prefix, () -> store.list(prefix, after));
  }

  @Override
  public InputStream read(String key) throws IOException {
    return call(key, () -> store.read(key));
  }

  @Override
  public byte[] read(String key, long offset, int length) throws IOException {
    return call(key, () -> store.read(key, offset, length));
  }

  @Override
  public void abandonUploads(String prefix) throws IOException {
    call(
        prefix,
        () -> {
          store.abandonUploads(prefix);
          return prefix;
        });
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
