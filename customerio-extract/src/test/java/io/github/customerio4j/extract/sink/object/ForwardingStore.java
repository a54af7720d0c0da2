package io.github.customerio4j.extract.sink.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** A bucket that does what another one does, for tests that change one call. */
@NullMarked
public class ForwardingStore implements ObjectStore {
  private final ObjectStore store;

  /** Passes all calls on. */
  protected ForwardingStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public boolean createIfAbsent(String key, byte[] content) throws IOException {
    return store.createIfAbsent(key, content);
  }

  @Override
  public void upload(String key, Path file) throws IOException {
    store.upload(key, file);
  }

  @Override
  public void copy(String from, String to) throws IOException {
    store.copy(from, to);
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    store.delete(keys);
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public List<StoredObject> list(String prefix, String after) throws IOException {
    return store.list(prefix, after);
  }

  @Override
  public InputStream read(String key) throws IOException {
    return store.read(key);
  }

  @Override
  public byte[] read(String key, long offset, int length) throws IOException {
    return store.read(key, offset, length);
  }

  @Override
  public void abandonUploads(String prefix) throws IOException {
    store.abandonUploads(prefix);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
