package io.github.customerio4j.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects that are made of parts: of a large file, or of another object that is large. */
final class PartUploads {
  static final long PART_BYTES = 8L << 20;

  private static final int MOST_PARTS = 10_000;
  private static final long MEBIBYTE = 1L << 20;

  /** Tells whose an object is if the store's answer to the end of an upload was lost. */
  private static final String MARK = "customerio-upload";

  private final S3Client client;
  private final String bucket;
  private final SideBySide sideBySide;

  PartUploads(S3Client client, String bucket, SideBySide sideBySide) {
    this.client = client;
    this.bucket = bucket;
    this.sideBySide = sideBySide;
  }

  void upload(String key, Path file, long bytes) throws IOException {
    long partBytes = partBytes(bytes);
    make(
        key,
        count(bytes, partBytes),
        (id, number) -> {
          long offset = number * partBytes;
          FilePart part = new FilePart(file, offset, Math.min(partBytes, bytes - offset));
          return client
              .uploadPart(
                  request -> request.bucket(bucket).key(key).uploadId(id).partNumber(number + 1),
                  part.body())
              .eTag();
        });
  }

  void copy(String from, String to, HeadObjectResponse source, long partBytes) throws IOException {
    long bytes = source.contentLength();
    make(
        to,
        count(bytes, partBytes),
        (id, number) -> {
          long offset = number * partBytes;
          long last = Math.min(bytes, offset + partBytes) - 1;
          return client
              .uploadPartCopy(
                  request ->
                      request
                          .sourceBucket(bucket)
                          .sourceKey(from)
                          .copySourceIfMatch(source.eTag())
                          .copySourceRange("bytes=" + offset + "-" + last)
                          .destinationBucket(bucket)
                          .destinationKey(to)
                          .uploadId(id)
                          .partNumber(number + 1))
              .copyPartResult()
              .eTag();
        });
  }

  /** All parts have one size, but the last: some stores insist on it. */
  static long partBytes(long bytes) {
    long least = (bytes + MOST_PARTS - 1) / MOST_PARTS;
    return Math.max(PART_BYTES, (least + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE);
  }

  private static int count(long bytes, long partBytes) {
    return Math.toIntExact((bytes + partBytes - 1) / partBytes);
  }

  /** Sends a part and answers its tag. */
  private interface Part {
    String send(String upload, int number) throws IOException;
  }

  private void make(String key, int count, Part part) throws IOException {
    String mark = UUID.randomUUID().toString();
    String id =
        client
            .createMultipartUpload(
                request -> request.bucket(bucket).key(key).metadata(Map.of(MARK, mark)))
            .uploadId();
    boolean complete = false;
    try {
      List<CompletedPart> parts =
          sideBySide.run(
              count,
              number ->
                  CompletedPart.builder()
                      .partNumber(number + 1)
                      .eTag(part.send(id, number))
                      .build());
      complete(key, id, parts, mark);
      complete = true;
    } finally {
      if (!complete) {
        abortQuietly(key, id);
      }
    }
  }

  private void complete(String key, String id, List<CompletedPart> parts, String mark) {
    try {
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket)
                  .key(key)
                  .uploadId(id)
                  .multipartUpload(upload -> upload.parts(parts)));
    } catch (AbortedException e) {
      throw e;
    } catch (SdkException e) {
      // If only the answer was lost, what a repetition is told does not matter: most stores find
      // nothing to complete.
      if (!isMarked(key, mark)) {
        throw e;
      }
    }
  }

  private boolean isMarked(String key, String mark) {
    try {
      return mark.equals(
          client.headObject(request -> request.bucket(bucket).key(key)).metadata().get(MARK));
    } catch (AbortedException e) {
      throw e;
    } catch (SdkException e) {
      return false;
    }
  }

  void abort(String key, String id) {
    try {
      client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(id));
    } catch (S3Exception e) {
      if (e.statusCode() != 404) {
        throw e;
      }
    }
  }

  /** The failure before this one is the one to report; the next run ends what is left. */
  private void abortQuietly(String key, String id) {
    // The client sends nothing for a thread that is interrupted.
    boolean interrupted = Thread.interrupted();
    try {
      abort(key, id);
    } catch (SdkException e) {
      // Reported by the caller's failure.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
