package io.github.customerio4j.s3;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads an object or a part of it; after a cut connection it continues where it was, in the same
 * version. The JDK's client ends a cut answer as if it were whole, so the bytes are counted.
 */
final class ResumedStream extends InputStream {
  private static final int RESUMPTIONS = 5;

  private final S3Client client;
  private final String bucket;
  private final String fullKey;
  private final String key;
  private final S3Errors errors;
  private final String version;
  private final long end;
  private ResponseInputStream<GetObjectResponse> content;
  private long position;
  private int resumptions;

  /**
   * Opens an object.
   *
   * @param offset the first byte
   * @param length how many bytes, or -1 for all that follow
   */
  ResumedStream(
      S3Client client,
      String bucket,
      String prefix,
      String key,
      S3Errors errors,
      long offset,
      long length)
      throws IOException {
    this.client = client;
    this.bucket = bucket;
    this.fullKey = prefix + key;
    this.key = key;
    this.errors = errors;
    position = offset;
    content = open(length < 0 ? Long.MAX_VALUE : offset + length, null);
    version = content.response().eTag();
    end = offset + content.response().contentLength();
  }

  private ResponseInputStream<GetObjectResponse> open(long until, @Nullable String ofVersion)
      throws IOException {
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(bucket).key(fullKey);
    if (until < Long.MAX_VALUE) {
      request.range("bytes=" + position + "-" + (until - 1));
    }
    if (ofVersion != null) {
      request.ifMatch(ofVersion);
    }
    try {
      return client.getObject(request.build());
    } catch (SdkException e) {
      throw errors.ofReader("read", key, "s3:GetObject", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position < end) {
      IOException cut = null;
      try {
        int read = content.read(bytes, offset, length);
        if (read > 0) {
          position += read;
          resumptions = 0;
          return read;
        }
      } catch (IOException e) {
        cut = e;
      }
      resume(cut);
    }
    return -1;
  }

  private void resume(@Nullable IOException cut) throws IOException {
    if (resumptions++ == RESUMPTIONS) {
      throw new IOException(
          "Cannot read "
              + errors.name(key)
              + ": the connection was cut at byte "
              + position
              + ", "
              + RESUMPTIONS
              + " times in a row. Run again.",
          cut);
    }
    content.abort();
    content = open(end, version);
  }

  @Override
  public int available() throws IOException {
    return content.available();
  }

  @Override
  public void close() throws IOException {
    if (position < end) {
      // Closing it would read the rest.
      content.abort();
    } else {
      content.close();
    }
  }
}
