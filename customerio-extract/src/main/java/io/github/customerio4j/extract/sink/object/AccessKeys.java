package io.github.customerio4j.extract.sink.object;

/**
 * Keys of a bucket that somebody hands out, such as a catalog of Iceberg. They may end and be
 * replaced while the store is open. Thread-safe.
 */
public interface AccessKeys {

  /**
   * The key of the next request.
   *
   * @throws java.io.UncheckedIOException if the last one has ended and there is no other; the
   *     message says why and what to do
   */
  AccessKey current();

  /**
   * What to do if the store refuses the key: a sentence or two for the message of the error, such
   * as who hands it out.
   */
  String remedy();
}
