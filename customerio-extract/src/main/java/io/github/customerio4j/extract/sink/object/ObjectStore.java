package io.github.customerio4j.extract.sink.object;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The objects below one prefix of a bucket. Five calls list and change them, and one reads. All
 * keys are below the prefix, without a slash at the start, such as {@code campaigns.parquet} or
 * {@code messages/20261129T080000Z.parquet}.
 *
 * <p>A call that fails is safe to repeat; an implementation repeats by itself what the store
 * refuses for the moment (503, a cut connection). Messages of errors name the object, what the
 * store said and what to do; they have no credentials, signatures or signed addresses.
 *
 * <p>Thread-safe: files of a run are uploaded side by side.
 */
public interface ObjectStore extends Closeable {

  /**
   * Opens the objects below an address, by the artifact of its cloud on the class path. Connects to
   * nothing yet.
   *
   * @param address {@code s3://BUCKET/PREFIX}, {@code gs://BUCKET/PREFIX}, {@code
   *     az://ACCOUNT/CONTAINER/PREFIX} or {@code
   *     abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PREFIX}
   * @param settings what the cloud's artifact understands, such as {@code endpoint}; never
   *     credentials
   * @throws IllegalArgumentException if no artifact opens such an address, or does not know a
   *     setting; the message says what to do
   */
  static ObjectStore open(String address, Map<String, String> settings) {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(settings, "settings");
    Map<String, String> copy = Map.copyOf(settings);
    return StoreAddress.of(address).open(copy, provider -> provider.open(address, copy));
  }

  /**
   * Opens the objects below an address as {@link #open(String, Map)}, with keys that somebody hands
   * out, and no others. They are a parameter of their own because settings are shown to people.
   *
   * @throws IllegalArgumentException also if the cloud's artifact takes no such keys
   */
  static ObjectStore open(String address, Map<String, String> settings, AccessKeys keys) {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(keys, "keys");
    Map<String, String> copy = Map.copyOf(settings);
    return StoreAddress.of(address).open(copy, provider -> provider.open(address, copy, keys));
  }

  /** The place of the objects, for people: {@code s3://bucket/prefix}, without credentials. */
  String location();

  /**
   * Makes an object in one step, unless there is one of that key. This is the commit of a run.
   *
   * @param content its whole content, a few kilobytes
   * @return whether the object was made by this call. {@code false} if there is one, which may be
   *     the one that this call made, if the store's answer to it was lost: the content tells
   * @throws IOException if it is not known whether there is an object now, or if the store does not
   *     support conditions
   */
  boolean createIfAbsent(String key, byte[] content) throws IOException;

  /**
   * Uploads a finished file, in parts side by side if it is large; replaces the object of that key.
   * Nobody sees a part of the object.
   */
  void upload(String key, Path file) throws IOException;

  /**
   * Copies an object within the store, which moves the bytes by itself; replaces the object of the
   * second key in one step.
   *
   * @throws java.nio.file.NoSuchFileException if there is no object of the first key
   */
  void copy(String from, String to) throws IOException;

  /** Deletes the objects of these keys; those that are not there are passed over. */
  void delete(Collection<String> keys) throws IOException;

  /**
   * The objects whose keys begin with a prefix, in the order of their keys in UTF-8. What was
   * written before the call is in the list.
   *
   * @param prefix the beginning of the keys, or an empty text for all
   */
  List<StoredObject> list(String prefix) throws IOException;

  /**
   * The objects of {@link #list} whose keys come after a key; the store passes over the others.
   *
   * @param after a key, which need not exist; an empty text for all
   */
  List<StoredObject> list(String prefix, String after) throws IOException;

  /**
   * Opens an object to read it from the start.
   *
   * @throws java.nio.file.NoSuchFileException if there is no object of that key
   */
  InputStream read(String key) throws IOException;

  /**
   * Reads a part of an object, such as the end of a Parquet file.
   *
   * @param offset the first byte
   * @param length how many bytes; the object has them
   * @throws java.nio.file.NoSuchFileException if there is no object of that key
   */
  byte[] read(String key, long offset, int length) throws IOException;

  /** Ends the uploads that the process before left unfinished below a prefix of keys. */
  default void abandonUploads(String prefix) throws IOException {}

  /** Releases connections. */
  @Override
  void close() throws IOException;
}
