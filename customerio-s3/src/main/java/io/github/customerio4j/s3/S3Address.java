package io.github.customerio4j.s3;

import io.github.customerio4j.extract.sink.object.BucketAddress;
import io.github.customerio4j.extract.sink.object.StoreEndpoint;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/** The parts of the address of a bucket. */
final class S3Address {
  /** Names with underscores and capitals are of old buckets, and of other stores. */
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");

  /** What an address or a configuration says of a store. */
  static final Set<String> SETTINGS = Set.of("endpoint", "region", "path-style");

  private S3Address() {}

  static S3Store.Builder parse(BucketAddress location) {
    if (!location.scheme().equals("s3")) {
      throw new IllegalArgumentException("Not the address of a bucket. It is s3://BUCKET/PREFIX.");
    }
    S3Store.Builder builder = S3Store.builder(location.bucket()).prefix(location.prefix());
    location.parameters().forEach((name, value) -> set(builder, name, value));
    return builder;
  }

  static void set(S3Store.Builder builder, String name, String value) {
    switch (name) {
      case "endpoint" -> builder.endpoint(StoreEndpoint.of(value));
      case "region" -> builder.region(value);
      case "path-style" -> builder.pathStyle(flag(value));
      default ->
          throw new IllegalArgumentException(
              "Unknown parameter \""
                  + name
                  + "\" in the address of a bucket. There are endpoint, region and path-style.");
    }
  }

  private static boolean flag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "The parameter path-style of a bucket is true or false, not \"" + value + "\".");
    };
  }

  static String bucket(String name) {
    if (!BUCKET.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Not the name of a bucket: \""
              + name
              + "\". It has 3 to 63 lower-case letters, digits, dots and hyphens.");
    }
    return name;
  }

  /** Without slashes at its ends. */
  static String prefix(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && value.charAt(start) == '/') {
      start++;
    }
    while (end > start && value.charAt(end - 1) == '/') {
      end--;
    }
    return value.substring(start, end);
  }

  static URI endpoint(URI value) {
    if (value.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "Credentials do not belong into the endpoint of a store. Set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY instead.");
    }
    return StoreEndpoint.of(value);
  }
}
