package io.github.customerio4j.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The parts of the address of a bucket. */
final class S3Address {
  /** Names with underscores and capitals are of old buckets, and of other stores. */
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");

  /** What an address or a configuration says of a store. */
  static final Set<String> SETTINGS = Set.of("endpoint", "region", "path-style");

  private S3Address() {}

  static S3Store.Builder parse(URI location) {
    String scheme = location.getScheme();
    String authority = location.getRawAuthority();
    if (scheme == null
        || !scheme.toLowerCase(Locale.ROOT).equals("s3")
        || authority == null
        || location.getRawFragment() != null) {
      throw new IllegalArgumentException("Not the address of a bucket. It is s3://BUCKET/PREFIX.");
    }
    if (authority.contains("@")) {
      throw new IllegalArgumentException(
          "Credentials do not belong into the address of a bucket. Set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY instead.");
    }
    S3Store.Builder builder = S3Store.builder(authority).prefix(path(location));
    String query = location.getRawQuery();
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        set(builder, parameter);
      }
    }
    return builder;
  }

  private static String path(URI location) {
    String path = location.getPath();
    return path == null ? "" : path;
  }

  private static void set(S3Store.Builder builder, String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    String value =
        equals < 0
            ? ""
            : URLDecoder.decode(
                parameter.substring(equals + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    set(builder, name, value);
  }

  static void set(S3Store.Builder builder, String name, String value) {
    switch (name) {
      case "endpoint" -> builder.endpoint(parsed(value));
      case "region" -> builder.region(value);
      case "path-style" -> builder.pathStyle(flag(value));
      default ->
          throw new IllegalArgumentException(
              "Unknown parameter \""
                  + name
                  + "\" in the address of a bucket. There are endpoint, region and path-style.");
    }
  }

  private static URI parsed(String endpoint) {
    try {
      return new URI(endpoint);
    } catch (URISyntaxException e) {
      // Without the cause, which repeats the value.
      throw new IllegalArgumentException(
          "The parameter endpoint of a bucket is no address: %s at character %d."
              .formatted(e.getReason(), e.getIndex() + 1));
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
    String scheme = value.getScheme();
    if (scheme == null
        || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))
        || value.getHost() == null
        || value.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "Not the endpoint of a store. It is an address such as https://storage.example.com.");
    }
    if (value.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "Credentials do not belong into the endpoint of a store. Set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY instead.");
    }
    return value;
  }
}
