package io.github.customerio4j.iceberg.file;

import io.github.customerio4j.extract.sink.object.AccessKey;
import io.github.customerio4j.extract.sink.object.AccessKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The keys of the files of a table. The catalog hands them out and is asked for others before they
 * end, because a run may take longer.
 */
final class TableKeys implements AccessKeys {
  /** The catalog is asked for a new key this long before the last one ends. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** A session whose end is not known is taken for one that lasts so long; none is shorter. */
  private static final Duration SHORTEST_SESSION = Duration.ofMinutes(15);

  /** After a failure the catalog is left alone for so long, while there is a key. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final String location;
  private final Renewal renewal;
  private final Clock clock;
  private AccessKey key;
  private Optional<Instant> end;
  private Instant renewed;

  /** Asks the catalog for the credentials of a table. */
  interface Renewal {
    /**
     * Asks.
     *
     * @throws IOException if the catalog does not answer, or does not hand out any; the message
     *     says so, without secrets
     */
    VendedCredentials load() throws IOException;
  }

  /**
   * Keys that begin with one.
   *
   * @param location where the files are
   */
  TableKeys(String location, VendedCredentials.Handed first, Renewal renewal, Clock clock) {
    this.location = location;
    this.renewal = renewal;
    this.clock = clock;
    this.key = first.key();
    this.end = first.end();
    this.renewed = renewalOf(first);
  }

  private Instant renewalOf(VendedCredentials.Handed handed) {
    if (handed.end().isPresent()) {
      return handed.end().get().minus(AHEAD);
    }
    return handed.key().session().isPresent()
        ? clock.instant().plus(SHORTEST_SESSION).minus(AHEAD)
        : Instant.MAX;
  }

  @Override
  public synchronized AccessKey current() {
    if (!clock.instant().isBefore(renewed)) {
      renew();
    }
    return key;
  }

  private void renew() {
    try {
      VendedCredentials.Handed next =
          VendedCredentials.handed(renewal.load().of(location))
              .orElseThrow(() -> new IOException("The catalog hands out no key for it anymore."));
      key = next.key();
      end = next.end();
      renewed = renewalOf(next);
      if (end.isPresent() && !clock.instant().isBefore(end.get())) {
        throw new IOException("The catalog hands out a key that has ended. Compare the clocks.");
      }
    } catch (IOException e) {
      Instant now = clock.instant();
      if (end.isPresent() && !now.isBefore(end.get())) {
        throw new UncheckedIOException(
            new IOException(
                "the key that the catalog has handed out ended at %s, and the catalog gives no new one: %s Run again: what is committed stays. If it happens again, let the catalog's keys last longer."
                    .formatted(end.get(), e.getMessage()),
                e));
      }
      // The last key is still good. If the catalog is to blame for longer, it is told then.
      renewed = now.plus(PAUSE);
    }
  }

  @Override
  public String remedy() {
    return "The catalog handed out this key: let its storage credentials for the table read, write, list and delete, and run again.";
  }

  @Override
  public String toString() {
    return "TableKeys[***]";
  }
}
