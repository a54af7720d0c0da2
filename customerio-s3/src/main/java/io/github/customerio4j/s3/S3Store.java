package io.github.customerio4j.s3;

import io.github.customerio4j.extract.sink.object.AccessKeys;
import io.github.customerio4j.extract.sink.object.BucketAddress;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of Amazon S3, or of a store that speaks its protocol: Cloudflare R2, MinIO, Ceph and
 * others. The store must know conditions of writes ({@code If-None-Match}).
 *
 * <pre>{@code
 * ObjectStore bucket = S3Store.of(URI.create("s3://warehouse/customerio"));
 * ObjectStore r2 =
 *     S3Store.builder("warehouse")
 *         .prefix("customerio")
 *         .endpoint(URI.create("https://ACCOUNT.r2.cloudflarestorage.com"))
 *         .region("auto")
 *         .build();
 * }</pre>
 *
 * <p>Credentials come from the places where Amazon's own tools look: the environment, the files in
 * {@code ~/.aws}, a web identity, the container or the machine.
 *
 * <p>Files above 8 MiB go up in parts, eight at a time. The parts are read from the file while they
 * are sent: an upload needs no memory of its size.
 */
public final class S3Store implements ObjectStore {
  private static final int KEYS_OF_A_DELETION = 1_000;

  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final S3Errors errors;
  private final SideBySide sideBySide;
  private final PartUploads parts;
  private final long largestCopy;

  /** Whether the store refused to delete more than one object in a call. */
  private volatile boolean singleDeletions;

  private S3Store(Builder builder) {
    bucket = builder.bucket;
    prefix = builder.prefix.isEmpty() ? "" : builder.prefix + "/";
    largestCopy = builder.largestCopy;
    client =
        S3Clients.make(
            builder.endpoint,
            builder.region,
            builder.pathStyle,
            builder.credentials,
            builder.backoff,
            builder.timeouts);
    errors = new S3Errors(location(), builder.remedy);
    sideBySide = new SideBySide();
    parts = new PartUploads(client, bucket, sideBySide);
  }

  /**
   * The store of an address: {@code s3://bucket/prefix}. A store that is not Amazon's is named by
   * parameters: {@code s3://bucket/prefix?endpoint=https://host&region=auto&path-style=true}.
   *
   * @throws IllegalArgumentException if the address is none of a bucket
   */
  public static S3Store of(URI location) {
    return S3Address.parse(BucketAddress.of(location)).build();
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
    String base = "s3://" + bucket;
    return prefix.isEmpty() ? base : base + "/" + prefix.substring(0, prefix.length() - 1);
  }

  @Override
  public boolean createIfAbsent(String key, byte[] content) throws IOException {
    try {
      client.putObject(
          request -> request.bucket(bucket).key(full(key)).ifNoneMatch("*"),
          RequestBody.fromBytes(content));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 412) {
        return false;
      }
      if (e.statusCode() == 501) {
        throw errors.conditionsUnknown(key, e);
      }
      throw errors.of("create", key, "s3:PutObject", e);
    } catch (SdkException e) {
      throw errors.of("create", key, "s3:PutObject", e);
    }
  }

  @Override
  public void upload(String key, Path file) throws IOException {
    long bytes = Files.size(file);
    try {
      if (bytes <= PartUploads.PART_BYTES) {
        client.putObject(
            request -> request.bucket(bucket).key(full(key)), new FilePart(file, 0, bytes).body());
      } else {
        parts.upload(full(key), file, bytes);
      }
    } catch (SdkException e) {
      throw errors.of("upload", key, "s3:PutObject and s3:AbortMultipartUpload", e);
    }
  }

  @Override
  public void copy(String from, String to) throws IOException {
    try {
      HeadObjectResponse source =
          client.headObject(request -> request.bucket(bucket).key(full(from)));
      if (source.contentLength() > largestCopy) {
        parts.copy(full(from), full(to), source, largestCopy);
      } else {
        client.copyObject(
            request ->
                request
                    .sourceBucket(bucket)
                    .sourceKey(full(from))
                    .destinationBucket(bucket)
                    .destinationKey(full(to)));
      }
    } catch (SdkException e) {
      throw errors.ofReader("copy", from, "s3:GetObject and s3:PutObject", e);
    }
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    List<String> batch = new ArrayList<>();
    List<String> single = new ArrayList<>();
    for (String key : new LinkedHashSet<>(keys)) {
      if (singleDeletions || !isXml(key)) {
        single.add(key);
        continue;
      }
      batch.add(key);
      if (batch.size() == KEYS_OF_A_DELETION) {
        single.addAll(deleteTogether(batch));
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      single.addAll(deleteTogether(batch));
    }
    sideBySide.run(
        single.size(),
        number -> {
          deleteOne(single.get(number));
          return number;
        });
  }

  /** The keys that are to be deleted by themselves, because the store did not. */
  private List<String> deleteTogether(List<String> keys) throws IOException {
    if (singleDeletions) {
      return List.copyOf(keys);
    }
    List<ObjectIdentifier> objects = new ArrayList<>(keys.size());
    for (String key : keys) {
      objects.add(ObjectIdentifier.builder().key(full(key)).build());
    }
    DeleteObjectsResponse response;
    try {
      response =
          client.deleteObjects(
              request ->
                  request
                      .bucket(bucket)
                      .delete(Delete.builder().objects(objects).quiet(true).build()));
    } catch (S3Exception e) {
      if (e.statusCode() == 501 || e.statusCode() == 405) {
        singleDeletions = true;
        return List.copyOf(keys);
      }
      throw errors.of("delete", keys.get(0), "s3:DeleteObject", e);
    } catch (SdkException e) {
      throw errors.of("delete", keys.get(0), "s3:DeleteObject", e);
    }
    List<String> failed = new ArrayList<>();
    for (S3Error error : response.errors()) {
      if (!"NoSuchKey".equals(error.code())) {
        failed.add(error.key().substring(prefix.length()));
      }
    }
    return failed;
  }

  /** An object whose deletion failed among others says the reason when it is deleted alone. */
  private void deleteOne(String key) throws IOException {
    try {
      client.deleteObject(request -> request.bucket(bucket).key(full(key)));
    } catch (S3Exception e) {
      if (!"NoSuchKey".equals(S3Errors.code(e))) {
        throw errors.of("delete", key, "s3:DeleteObject", e);
      }
    } catch (SdkException e) {
      throw errors.of("delete", key, "s3:DeleteObject", e);
    }
  }

  /** Keys with other characters would make the list of a deletion invalid. */
  private static boolean isXml(String key) {
    return key.chars().allMatch(c -> c >= 0x20 && c < 0xfffe);
  }

  @Override
  public List<StoredObject> list(String keyPrefix) throws IOException {
    return list(keyPrefix, "");
  }

  @Override
  public List<StoredObject> list(String keyPrefix, String after) throws IOException {
    List<StoredObject> objects = new ArrayList<>();
    try {
      ListObjectsV2Response page = null;
      do {
        ListObjectsV2Request.Builder request =
            ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(full(keyPrefix))
                .encodingType(EncodingType.URL);
        if (page != null) {
          request.continuationToken(page.nextContinuationToken());
        } else if (!after.isEmpty()) {
          // Only of the first page: some stores refuse both, so the SDK's own paginator fails.
          request.startAfter(full(after));
        }
        page = client.listObjectsV2(request.build());
        for (S3Object object : page.contents()) {
          String key = object.key().substring(prefix.length());
          // A console makes an empty object that stands for the folder.
          if (!key.isEmpty() && UTF_8_ORDER.compare(key, after) > 0) {
            objects.add(new StoredObject(key, object.size()));
          }
        }
      } while (Boolean.TRUE.equals(page.isTruncated()));
    } catch (SdkException e) {
      throw errors.of("list", keyPrefix, "s3:ListBucket of the bucket", e);
    }
    // Directory buckets and some of the other stores have an order of their own.
    objects.sort(Comparator.comparing(StoredObject::key, UTF_8_ORDER));
    return objects;
  }

  private static final Comparator<String> UTF_8_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  @Override
  public InputStream read(String key) throws IOException {
    return new ResumedStream(client, bucket, prefix, key, errors, 0, -1);
  }

  @Override
  public byte[] read(String key, long offset, int length) throws IOException {
    if (length == 0) {
      return new byte[0];
    }
    byte[] content;
    try (InputStream in = new ResumedStream(client, bucket, prefix, key, errors, offset, length)) {
      content = in.readNBytes(length);
    }
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
              + ". Somebody replaced it while it was read.");
    }
    return content;
  }

  @Override
  public void abandonUploads(String keyPrefix) throws IOException {
    try {
      for (MultipartUpload upload :
          client
              .listMultipartUploadsPaginator(
                  request -> request.bucket(bucket).prefix(full(keyPrefix)))
              .uploads()) {
        parts.abort(upload.key(), upload.uploadId());
      }
    } catch (SdkException e) {
      throw errors.of(
          "end the uploads of",
          keyPrefix,
          "s3:ListBucketMultipartUploads of the bucket and s3:AbortMultipartUpload",
          e);
    }
  }

  @Override
  public void close() {
    sideBySide.close();
    client.close();
  }

  @Override
  public String toString() {
    return location();
  }

  private String full(String key) {
    return prefix + key;
  }

  /** The options of a bucket. */
  public static final class Builder {
    private final String bucket;
    private String prefix = "";
    private @Nullable URI endpoint;
    private @Nullable String region;
    private @Nullable Boolean pathStyle;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable String remedy;
    private Duration backoff = Duration.ofMillis(200);
    private long largestCopy = 512L << 20;
    private PatientHttp.Timeouts timeouts = PatientHttp.Timeouts.STANDARD;

    private Builder(String bucket) {
      this.bucket = S3Address.bucket(bucket);
    }

    /**
     * The beginning of all keys, such as {@code customerio/production}; by default there is none.
     */
    public Builder prefix(String value) {
      prefix = S3Address.prefix(value);
      return this;
    }

    /**
     * The address of a store that is not Amazon's; by default that of {@code AWS_ENDPOINT_URL_S3}
     * or {@code AWS_ENDPOINT_URL}, else Amazon's.
     *
     * @throws IllegalArgumentException if it is no address of HTTP, or has credentials in it
     */
    public Builder endpoint(URI value) {
      endpoint = S3Address.endpoint(value);
      return this;
    }

    /**
     * The region of the bucket; by default that of {@code AWS_REGION}, of the profile or of the
     * machine. Without any it is {@code us-east-1}, and Amazon tells the right one.
     */
    public Builder region(String value) {
      region = Objects.requireNonNull(value, "region");
      return this;
    }

    /**
     * Whether the bucket is in the path of the address, not in its host; by default it is so for an
     * {@link #endpoint} of its own.
     */
    public Builder pathStyle(boolean value) {
      pathStyle = value;
      return this;
    }

    /** The credentials; by default from the places where Amazon's own tools look. */
    public Builder credentials(AwsCredentialsProvider value) {
      credentials = Objects.requireNonNull(value, "credentials");
      return this;
    }

    /** The same from somebody who hands out keys. */
    Builder keys(AccessKeys keys) {
      remedy = keys.remedy();
      return credentials(new HandedOutKeys(keys));
    }

    /** The first wait before a request is repeated. */
    Builder backoff(Duration value) {
      backoff = value;
      return this;
    }

    /** How long the store may say nothing. */
    Builder timeouts(PatientHttp.Timeouts value) {
      timeouts = value;
      return this;
    }

    /** The largest object that is copied by one call, and the size of the parts of others. */
    Builder largestCopy(long bytes) {
      largestCopy = bytes;
      return this;
    }

    /** Makes the store; nothing is sent yet. */
    public S3Store build() {
      return new S3Store(this);
    }
  }
}
