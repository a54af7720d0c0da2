package io.github.customerio4j.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Failures of a bucket as exceptions that say what to do. Those of the SDK are no causes of them: a
 * store's answer may quote the request, which is signed.
 */
final class S3Errors {
  /** What stores quote of a signed request. */
  private static final Pattern SIGNED =
      Pattern.compile(
          "(?i)\\b(AWS4-HMAC-SHA256|AWS \\S+:|X-Amz-(?:Credential|Signature|Security-Token)"
              + "|Credential\\s*=|Signature\\s*=).*",
          Pattern.DOTALL);

  /** What a store says of a key that it does not take. */
  private static final Set<String> REFUSALS_OF_KEYS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidToken",
          "SignatureDoesNotMatch",
          "TokenRefreshRequired");

  private final String location;
  private final @Nullable String remedyOfKeys;

  /**
   * Begins.
   *
   * @param remedyOfKeys what to do if the store refuses keys that somebody hands out; null if they
   *     are from where Amazon's own tools look
   */
  S3Errors(String location, @Nullable String remedyOfKeys) {
    this.location = location;
    this.remedyOfKeys = remedyOfKeys;
  }

  /** The store's code of an error, or an empty text. */
  static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }

  /** An object for people. */
  String name(String key) {
    return key.isEmpty() ? location : location + "/" + key;
  }

  /** As {@link #of}, of a call that needs an object to be there. */
  IOException ofReader(String action, String key, String permission, SdkException e) {
    if (e instanceof AwsServiceException answer
        && answer.statusCode() == 404
        && !code(answer).equals("NoSuchBucket")) {
      return new NoSuchFileException(name(key));
    }
    return of(action, key, permission, e);
  }

  IOException of(String action, String key, String permission, SdkException e) {
    String start = "Cannot " + action + " " + name(key) + ": ";
    if (e instanceof AwsServiceException answer) {
      return new IOException(start + said(answer) + " " + remedy(answer, permission));
    }
    Throwable ended = e;
    while (ended != null && !(ended instanceof HandedOutKeys.Ended)) {
      ended = ended.getCause();
    }
    if (ended != null) {
      return new IOException(start + ended.getMessage(), ended.getCause());
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("Unable to load credentials")) {
      return new IOException(
          start
              + "there are no credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
              + " AWS_PROFILE for a profile in ~/.aws, or give the machine a role.");
    }
    IOException connection = connection(e);
    if (connection != null) {
      return new IOException(
          start
              + "the store does not answer ("
              + connection
              + "). Check the endpoint, the network and its proxy, and run again.",
          connection);
    }
    return new IOException(start + scrubbed(message));
  }

  IOException conditionsUnknown(String key, AwsServiceException e) {
    return new IOException(
        "Cannot create "
            + name(key)
            + ": the store does not support If-None-Match ("
            + said(e)
            + "). Without it two runs can overwrite each other's commits. Use a store that does.");
  }

  private static @Nullable IOException connection(Throwable e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException failure) {
        return failure;
      }
    }
    return null;
  }

  private static String said(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    StringBuilder text = new StringBuilder("HTTP ").append(e.statusCode());
    String code = code(e);
    if (!code.isEmpty()) {
      text.append(' ').append(scrubbed(code));
    }
    String message = details == null ? null : details.errorMessage();
    if (message != null && !message.isEmpty()) {
      text.append(", \"").append(scrubbed(message)).append('"');
    }
    if (e.requestId() != null) {
      text.append(", request ").append(scrubbed(e.requestId()));
    }
    return text.append('.').toString();
  }

  private static String scrubbed(String text) {
    return SIGNED.matcher(text).replaceAll("…").replaceAll("[\\p{Cntrl}\\s]+", " ");
  }

  private String remedy(AwsServiceException e, String permission) {
    if (remedyOfKeys != null && REFUSALS_OF_KEYS.contains(code(e))) {
      return remedyOfKeys;
    }
    return switch (code(e)) {
      case "NoSuchBucket" -> "Make the bucket, or correct its name.";
      case "InvalidBucketName" -> "Correct the name of the bucket.";
      case "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          "The bucket is in another region: set AWS_REGION to it.";
      case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired" ->
          "The credentials expired: renew them, then run again.";
      case "InvalidAccessKeyId", "InvalidToken", "InvalidClientTokenId" ->
          "The store does not know these credentials: check AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN"
              + " and the endpoint.";
      case "SignatureDoesNotMatch" ->
          "The secret is not the one of this key: check AWS_SECRET_ACCESS_KEY.";
      case "RequestTimeTooSkewed" -> "Set the clock of this machine.";
      case "PreconditionFailed" -> "The object was replaced while it was read: run again.";
      case "NotImplemented" -> "The store does not support this call.";
      case "KMS.DisabledException", "KMS.NotFoundException", "KMS.KMSInvalidStateException" ->
          "Check the key that the bucket is encrypted with.";
      case "InvalidObjectState" -> "The object is in an archive: restore it first.";
      case "QuotaExceeded", "XMinioStorageFull", "EntityTooLarge" ->
          "Make room in the store, or raise its limit.";
      default -> remedy(e.statusCode(), permission);
    };
  }

  private String remedy(int status, String permission) {
    if (status == 301 || status == 307) {
      return "The bucket is in another region: set AWS_REGION to it.";
    }
    if (remedyOfKeys != null && (status == 401 || status == 403)) {
      return "Its key does not allow " + permission + ". " + remedyOfKeys;
    }
    if (status == 401 || status == 403) {
      return "Allow " + permission + " to these credentials; docs/buckets.md has a policy.";
    }
    if (status == 429 || status >= 500) {
      return "The store refused it several times: run again later.";
    }
    return "Check the endpoint and the bucket.";
  }
}
