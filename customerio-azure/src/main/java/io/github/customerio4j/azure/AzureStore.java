package io.github.customerio4j.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.github.customerio4j.extract.sink.object.BucketAddress;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoreEndpoint;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A container of Azure Blob Storage.
 *
 * <pre>{@code
 * ObjectStore container = AzureStore.of(URI.create("az://account/container/customerio"));
 * }</pre>
 *
 * <p>Credentials come from the places where Azure's own tools look.
 *
 * <p><b>Experimental:</b> it is tested with Azurite where that is installed, but not with Azure.
 */
public final class AzureStore implements ObjectStore {
  private static final long PART_BYTES = 8L << 20;
  private static final int PARTS = 4;
  private static final Comparator<String> UTF_8_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final BlobContainerClient container;
  private final String location;
  private final String prefix;

  private AzureStore(Builder builder) {
    prefix = builder.prefix.isEmpty() ? "" : builder.prefix + "/";
    String base = "az://" + builder.account + "/" + builder.container;
    location = builder.prefix.isEmpty() ? base : base + "/" + builder.prefix;
    BlobServiceClientBuilder service =
        new BlobServiceClientBuilder()
            .httpClient(new JdkHttpClientBuilder().build())
            .endpoint(
                builder.endpoint == null
                    ? "https://" + builder.account + ".blob.core.windows.net"
                    : builder.endpoint.toString());
    if (builder.key != null) {
      service.credential(new StorageSharedKeyCredential(builder.account, builder.key));
    } else if (builder.credential != null) {
      service.credential(builder.credential);
    } else {
      service.credential(new DefaultAzureCredentialBuilder().build());
    }
    container = service.buildClient().getBlobContainerClient(builder.container);
  }

  /**
   * The store of an address: {@code az://account/container/prefix}, or {@code
   * abfss://container@account.dfs.core.windows.net/prefix}.
   *
   * @throws IllegalArgumentException if the address is none of a container
   */
  public static AzureStore of(URI location) {
    return of(BucketAddress.of(location));
  }

  static AzureStore of(BucketAddress location) {
    String bucket = location.bucket();
    if (location.parameters().isEmpty()) {
      if (location.scheme().equals("az") && !location.prefix().isEmpty()) {
        String[] path = location.prefix().split("/", 2);
        return builder(bucket, path[0]).prefix(path.length > 1 ? path[1] : "").build();
      }
      int dot = bucket.indexOf('.');
      if (location.scheme().equals("abfss") && location.container().isPresent() && dot > 0) {
        return builder(bucket.substring(0, dot), location.container().get())
            .prefix(location.prefix())
            .build();
      }
    }
    throw new IllegalArgumentException(
        "Not the address of a container. It is az://ACCOUNT/CONTAINER/PREFIX or"
            + " abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PREFIX.");
  }

  /**
   * Starts with the names of an account and of a container in it.
   *
   * @throws IllegalArgumentException if there are no such names
   */
  public static Builder builder(String account, String container) {
    return new Builder(account, container);
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public boolean createIfAbsent(String key, byte[] content) throws IOException {
    try {
      blob(key).upload(BinaryData.fromBytes(content), false);
      return true;
    } catch (BlobStorageException e) {
      if (BlobErrorCode.BLOB_ALREADY_EXISTS.equals(e.getErrorCode()) || e.getStatusCode() == 412) {
        return false;
      }
      throw failure("create", key, e);
    } catch (RuntimeException e) {
      throw failure("create", key, e);
    }
  }

  @Override
  public void upload(String key, Path file) throws IOException {
    try {
      blob(key)
          .uploadFromFileWithResponse(
              new BlobUploadFromFileOptions(file.toString())
                  .setParallelTransferOptions(
                      new ParallelTransferOptions()
                          .setBlockSizeLong(PART_BYTES)
                          .setMaxConcurrency(PARTS)
                          .setMaxSingleUploadSizeLong(PART_BYTES)),
              null,
              null);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    } catch (RuntimeException e) {
      throw failure("upload", key, e);
    }
  }

  @Override
  public void copy(String from, String to) throws IOException {
    try {
      CopyStatusType status =
          blob(to)
              .beginCopy(blob(from).getBlobUrl(), Duration.ofSeconds(1))
              .waitForCompletion()
              .getValue()
              .getCopyStatus();
      if (!CopyStatusType.SUCCESS.equals(status)) {
        throw new IOException(
            "Cannot copy " + name(from) + ": the copy ended as " + status + ". Run again.");
      }
    } catch (RuntimeException e) {
      throw failureOfReader("copy", from, e);
    }
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    for (String key : new LinkedHashSet<>(keys)) {
      try {
        blob(key).deleteIfExists();
      } catch (RuntimeException e) {
        throw failure("delete", key, e);
      }
    }
  }

  @Override
  public List<StoredObject> list(String keyPrefix) throws IOException {
    return list(keyPrefix, "");
  }

  /** Older versions of the protocol cannot start in the middle: the keys before are passed over. */
  @Override
  public List<StoredObject> list(String keyPrefix, String after) throws IOException {
    List<StoredObject> objects = new ArrayList<>();
    try {
      for (BlobItem item :
          container.listBlobs(new ListBlobsOptions().setPrefix(prefix + keyPrefix), null)) {
        String key = item.getName().substring(prefix.length());
        if (!key.isEmpty() && UTF_8_ORDER.compare(key, after) > 0) {
          objects.add(new StoredObject(key, item.getProperties().getContentLength()));
        }
      }
    } catch (RuntimeException e) {
      throw failure("list", keyPrefix, e);
    }
    objects.sort(Comparator.comparing(StoredObject::key, UTF_8_ORDER));
    return objects;
  }

  @Override
  public InputStream read(String key) throws IOException {
    try {
      return blob(key).openInputStream();
    } catch (RuntimeException e) {
      throw failureOfReader("read", key, e);
    }
  }

  @Override
  public byte[] read(String key, long offset, int length) throws IOException {
    if (length == 0) {
      return new byte[0];
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream(length);
    try {
      blob(key)
          .downloadStreamWithResponse(
              content, new BlobRange(offset, (long) length), null, null, false, null, null);
    } catch (RuntimeException e) {
      throw failureOfReader("read", key, e);
    }
    if (content.size() != length) {
      throw new EOFException(
          "Cannot read "
              + name(key)
              + ": it has no "
              + length
              + " bytes from byte "
              + offset
              + " on, but "
              + content.size()
              + ".");
    }
    return content.toByteArray();
  }

  private BlobClient blob(String key) {
    return container.getBlobClient(prefix + key);
  }

  private String name(String key) {
    return key.isEmpty() ? location : location + "/" + key;
  }

  private IOException failureOfReader(String action, String key, RuntimeException e) {
    if (e instanceof BlobStorageException answer
        && answer.getStatusCode() == 404
        && !BlobErrorCode.CONTAINER_NOT_FOUND.equals(answer.getErrorCode())) {
      return new NoSuchFileException(name(key));
    }
    return failure(action, key, e);
  }

  /** The client's own exceptions are no causes: they quote addresses and headers. */
  private IOException failure(String action, String key, RuntimeException e) {
    String start = "Cannot " + action + " " + name(key) + ": ";
    if (!(e instanceof BlobStorageException answer)) {
      return new IOException(
          start
              + "the store does not answer, or there are no credentials ("
              + e.getClass().getSimpleName()
              + "). Run az login or set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET,"
              + " check the network, and run again.");
    }
    String remedy =
        switch (answer.getStatusCode()) {
          case 401, 403 ->
              "Give these credentials the role Storage Blob Data Contributor of the container,"
                  + " and check the clock of this machine.";
          case 404 -> "Make the container, or correct its name.";
          case 429, 500, 503 -> "The store refused it several times: run again later.";
          default -> "Check the account and the container.";
        };
    return new IOException(
        start + "HTTP " + answer.getStatusCode() + " " + answer.getErrorCode() + ". " + remedy);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return location;
  }

  /** The options of a container. */
  public static final class Builder {
    private final String account;
    private final String container;
    private String prefix = "";
    private @Nullable URI endpoint;
    private @Nullable TokenCredential credential;
    private @Nullable String key;

    private Builder(String account, String container) {
      if (!account.matches("[a-z0-9]{3,24}") || !container.matches("[a-z0-9$][a-z0-9-]{1,62}")) {
        throw new IllegalArgumentException(
            "Not the names of an account and a container: \""
                + account
                + "\" and \""
                + container
                + "\". They have lower-case letters and digits.");
      }
      this.account = account;
      this.container = container;
    }

    /**
     * The beginning of all keys, such as {@code customerio/production}; by default there is none.
     */
    public Builder prefix(String value) {
      prefix = value.replaceAll("^/+|/+$", "");
      return this;
    }

    /**
     * The address of another server of the protocol, such as Azurite; it ends with the account.
     *
     * @throws IllegalArgumentException if it is no address of HTTP, or has credentials in it
     */
    public Builder endpoint(URI value) {
      endpoint = StoreEndpoint.of(value);
      return this;
    }

    /** The credentials; by default from the places where Azure's own tools look. */
    public Builder credential(TokenCredential value) {
      credential = Objects.requireNonNull(value, "credential");
      return this;
    }

    /** The key of the account, instead of credentials. */
    public Builder accountKey(String value) {
      key = Objects.requireNonNull(value, "accountKey");
      return this;
    }

    /** Makes the store; nothing is sent yet. */
    public AzureStore build() {
      return new AzureStore(this);
    }
  }
}
