package io.github.customerio4j.gcs;

import com.google.auth.Credentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.HttpStorageOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import io.github.customerio4j.extract.sink.object.BucketAddress;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoreEndpoint;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of Google Cloud Storage.
 *
 * <pre>{@code
 * ObjectStore bucket = GcsStore.of(URI.create("gs://warehouse/customerio"));
 * }</pre>
 *
 * <p>Credentials are the application default credentials, as of Google's own tools.
 *
 * <p><b>Experimental:</b> it is tested with answers that follow Google's documentation, but not
 * with Google's servers.
 */
public final class GcsStore implements ObjectStore {
  private static final int REQUESTS = 16;

  private final Storage storage;
  private final String bucket;
  private final String prefix;
  private final GcsErrors errors;
  private final ThreadPoolExecutor threads;

  private GcsStore(Builder builder) {
    bucket = builder.bucket;
    prefix = builder.prefix.isEmpty() ? "" : builder.prefix + "/";
    errors = new GcsErrors(location());
    HttpStorageOptions.Builder options =
        StorageOptions.http()
            // All of the calls here are safe to repeat.
            .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy());
    options.setRetrySettings(
        StorageOptions.getDefaultRetrySettings().toBuilder()
            .setInitialRetryDelayDuration(builder.firstWait)
            .setTotalTimeoutDuration(Duration.ofMinutes(5))
            .setMaxAttempts(10)
            .build());
    if (builder.endpoint != null) {
      options.setHost(builder.endpoint.toString());
    }
    if (builder.credentials != null) {
      options.setCredentials(builder.credentials);
    }
    storage = options.build().getService();
    threads =
        new ThreadPoolExecutor(
            REQUESTS,
            REQUESTS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            GcsStore::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "customerio-gcs");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The store of an address: {@code gs://bucket/prefix}.
   *
   * @throws IllegalArgumentException if the address is none of a bucket
   */
  public static GcsStore of(URI location) {
    return parse(BucketAddress.of(location)).build();
  }

  static Builder parse(BucketAddress location) {
    if (!location.scheme().equals("gs") || !location.parameters().isEmpty()) {
      throw new IllegalArgumentException("Not the address of a bucket. It is gs://BUCKET/PREFIX.");
    }
    return builder(location.bucket()).prefix(location.prefix());
  }

  /**
   * Starts with the name of a bucket.
   *
   * @throws IllegalArgumentException if no bucket has such a name
   */
  public static Builder builder(String bucket) {
    return new Builder(bucket);
  }

  @Override
  public String location() {
    String base = "gs://" + bucket;
    return prefix.isEmpty() ? base : base + "/" + prefix.substring(0, prefix.length() - 1);
  }

  @Override
  public boolean createIfAbsent(String key, byte[] content) throws IOException {
    try {
      storage.create(
          BlobInfo.newBuilder(id(key)).build(), content, BlobTargetOption.doesNotExist());
      return true;
    } catch (StorageException e) {
      if (e.getCode() == 412) {
        return false;
      }
      throw errors.of("create", key, "storage.objects.create", e);
    }
  }

  @Override
  public void upload(String key, Path file) throws IOException {
    try {
      storage.createFrom(BlobInfo.newBuilder(id(key)).build(), file);
    } catch (StorageException e) {
      throw errors.of("upload", key, "storage.objects.create and storage.objects.delete", e);
    }
  }

  @Override
  public void copy(String from, String to) throws IOException {
    try {
      storage.copy(CopyRequest.of(id(from), id(to))).getResult();
    } catch (StorageException e) {
      throw errors.ofReader(
          "copy",
          from,
          "storage.objects.get, storage.objects.create and storage.objects.delete",
          e);
    }
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    List<Callable<Boolean>> deletions = new ArrayList<>();
    for (String key : new LinkedHashSet<>(keys)) {
      deletions.add(
          () -> {
            try {
              return storage.delete(id(key));
            } catch (StorageException e) {
              throw errors.of("delete", key, "storage.objects.delete", e);
            }
          });
    }
    try {
      for (Future<Boolean> deletion : threads.invokeAll(deletions)) {
        deletion.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("Interrupted").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public List<StoredObject> list(String keyPrefix) throws IOException {
    return list(keyPrefix, "");
  }

  @Override
  public List<StoredObject> list(String keyPrefix, String after) throws IOException {
    List<BlobListOption> options = new ArrayList<>();
    options.add(BlobListOption.prefix(prefix + keyPrefix));
    options.add(BlobListOption.fields(BlobField.NAME, BlobField.SIZE));
    if (!after.isEmpty()) {
      options.add(BlobListOption.startOffset(prefix + after));
    }
    List<StoredObject> objects = new ArrayList<>();
    try {
      for (Blob blob : storage.list(bucket, options.toArray(new BlobListOption[0])).iterateAll()) {
        String key = blob.getName().substring(prefix.length());
        // The offset is in the list; and a console makes an empty object for a folder.
        if (!key.isEmpty() && !key.equals(after)) {
          objects.add(new StoredObject(key, blob.getSize()));
        }
      }
    } catch (StorageException e) {
      throw errors.of("list", keyPrefix, "storage.objects.list", e);
    }
    return objects;
  }

  @Override
  public InputStream read(String key) throws IOException {
    return Channels.newInputStream(open(key));
  }

  @Override
  public byte[] read(String key, long offset, int length) throws IOException {
    try (ReadChannel channel = open(key)) {
      channel.seek(offset);
      channel.limit(offset + length);
      byte[] content = Channels.newInputStream(channel).readNBytes(length);
      if (content.length != length) {
        throw new EOFException(
            "Cannot read "
                + errors.name(key)
                + ": it has no "
                + length
                + " bytes from byte "
                + offset
                + " on, but "
                + content.length
                + ".");
      }
      return content;
    } catch (StorageException e) {
      throw errors.ofReader("read", key, "storage.objects.get", e);
    }
  }

  /** Of the version that is there now: a read that is repeated reads the same one. */
  private ReadChannel open(String key) throws IOException {
    try {
      Blob blob = storage.get(id(key), BlobGetOption.fields(BlobField.GENERATION));
      if (blob == null) {
        throw new NoSuchFileException(errors.name(key));
      }
      return storage.reader(BlobId.of(bucket, prefix + key, blob.getGeneration()));
    } catch (StorageException e) {
      throw errors.ofReader("read", key, "storage.objects.get", e);
    }
  }

  private BlobId id(String key) {
    return BlobId.of(bucket, prefix + key);
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    try {
      storage.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public String toString() {
    return location();
  }

  /** The options of a bucket. */
  public static final class Builder {
    private final String bucket;
    private String prefix = "";
    private @Nullable URI endpoint;
    private @Nullable Credentials credentials;
    private Duration firstWait = Duration.ofSeconds(1);

    private Builder(String bucket) {
      if (!bucket.matches("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]")) {
        throw new IllegalArgumentException(
            "Not the name of a bucket: \""
                + bucket
                + "\". It has lower-case letters, digits, dots, hyphens and underscores.");
      }
      this.bucket = bucket;
    }

    /**
     * The beginning of all keys, such as {@code customerio/production}; by default there is none.
     */
    public Builder prefix(String value) {
      prefix = value.replaceAll("^/+|/+$", "");
      return this;
    }

    /**
     * The address of another server of the protocol: an emulator, or a private endpoint of
     * Google's; by default Google's. For an emulator that knows no credentials see {@link
     * #anonymous}.
     *
     * @throws IllegalArgumentException if it is no address of HTTP, or has credentials in it
     */
    public Builder endpoint(URI value) {
      endpoint = StoreEndpoint.of(value);
      return this;
    }

    /** The credentials; by default the application default credentials. */
    public Builder credentials(Credentials value) {
      credentials = Objects.requireNonNull(value, "credentials");
      return this;
    }

    /** No credentials, for an emulator. */
    public Builder anonymous() {
      credentials = NoCredentials.getInstance();
      return this;
    }

    /** The first wait before a request is repeated. */
    Builder firstWait(Duration value) {
      firstWait = value;
      return this;
    }

    /** Makes the store; nothing is sent yet. */
    public GcsStore build() {
      return new GcsStore(this);
    }
  }
}
