package io.github.customerio4j.gcs;

import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Failures of a bucket as exceptions that say what to do, without the requests of the client. */
final class GcsErrors {
  private final String location;

  GcsErrors(String location) {
    this.location = location;
  }

  /** An object for people. */
  String name(String key) {
    return key.isEmpty() ? location : location + "/" + key;
  }

  /** As {@link #of}, of a call that needs an object to be there. */
  IOException ofReader(String action, String key, String permission, StorageException e) {
    if (e.getCode() == 404 && !isBucket(e)) {
      return new NoSuchFileException(name(key));
    }
    return of(action, key, permission, e);
  }

  IOException of(String action, String key, String permission, StorageException e) {
    String start = "Cannot " + action + " " + name(key) + ": ";
    if (e.getCode() == 0) {
      return new IOException(
          start
              + "the store does not answer ("
              + e.getMessage()
              + "). Check the network and its proxy, and run again.");
    }
    String reason = e.getReason() == null ? "" : " " + e.getReason();
    return new IOException(start + "HTTP " + e.getCode() + reason + ". " + remedy(e, permission));
  }

  /** Google says "The specified bucket does not exist." with the reason of a missing object. */
  private static boolean isBucket(StorageException e) {
    return String.valueOf(e.getMessage()).contains("bucket does not exist");
  }

  private static String remedy(StorageException e, String permission) {
    return switch (e.getCode()) {
      case 401 ->
          "There are no credentials, or they expired: run gcloud auth application-default login,"
              + " or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account.";
      case 403 ->
          "Allow "
              + permission
              + " to these credentials; the role Storage Object User has all that is needed.";
      case 404 -> "Make the bucket, or correct its name.";
      case 429, 500, 502, 503, 504 -> "The store refused it several times: run again later.";
      default -> "Check the bucket.";
    };
  }
}
