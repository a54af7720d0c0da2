package io.github.customerio4j.extract.sink.object;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a place in a bucket: {@code SCHEME://BUCKET/PREFIX?NAME=VALUE}, or {@code
 * abfss://CONTAINER@BUCKET/PREFIX}. It has no credentials, and the messages of its errors show none
 * that somebody has written into it.
 *
 * @param scheme its beginning, which names the cloud, in lower case
 * @param container the name before the {@code @} of an address of {@code abfss}; empty for others
 * @param bucket what stands after {@code //}, never empty; of Azure the account or its server
 * @param prefix the beginning of all keys, decoded and without slashes at its ends; may be empty
 * @param parameters what follows the question mark, decoded, in its order
 */
public record BucketAddress(
    String scheme,
    Optional<String> container,
    String bucket,
    String prefix,
    Map<String, String> parameters) {
  /** What to do instead, by the schemes of the clouds. */
  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "s3", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
          "gs", "set GOOGLE_APPLICATION_CREDENTIALS",
          "az", "set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET",
          "abfss", "set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET");

  private static final String NAMED_CONTAINER = "abfss";
  private static final Pattern PASSWORD = Pattern.compile("(?s)^(\\w+://)?+.*:.*@");
  private static final Pattern USER = Pattern.compile("^(\\w+://)?+[^@/?#]*@");
  private static final Pattern REST = Pattern.compile("(?s)[?#].*");

  /** Copies the parameters. */
  public BucketAddress {
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(container, "container");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(parameters, "parameters");
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Takes an address apart.
   *
   * @throws IllegalArgumentException if it is none of a bucket, or has credentials; the message
   *     says what is wrong with it and what to write
   */
  public static BucketAddress of(String address) {
    return of(uri(Objects.requireNonNull(address, "address")));
  }

  /**
   * Takes an address apart.
   *
   * @throws IllegalArgumentException if it is none of a bucket, or has credentials; the message
   *     says what is wrong with it and what to write
   */
  public static BucketAddress of(URI address) {
    String text = Objects.requireNonNull(address, "address").toString();
    if (address.getScheme() == null || address.getRawAuthority() == null) {
      throw wrong(text, "it names no bucket. Write SCHEME://BUCKET/PREFIX, such as s3://lake/crm.");
    }
    if (address.getRawFragment() != null) {
      throw wrong(text, "nothing of it may follow a #. Write %23 for a # in a prefix.");
    }
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    String authority = address.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String user = authority.substring(0, Math.max(at, 0));
    if (at >= 0 && !(scheme.equals(NAMED_CONTAINER) && !user.isEmpty() && !user.contains(":"))) {
      throw wrong(
          text,
          "credentials do not belong into an address. Leave out what stands before the @, and "
              + CREDENTIALS.getOrDefault(scheme, "give them where the store's own tools look")
              + ".");
    }
    String bucket = authority.substring(at + 1);
    if (bucket.isEmpty() || bucket.contains(":")) {
      throw wrong(
          scheme + "://...",
          "what stands after // is not the name of a bucket. Write it alone, without a port or a"
              + " password.");
    }
    return new BucketAddress(
        scheme,
        at < 0 ? Optional.empty() : Optional.of(user),
        bucket,
        withoutSlashes(address.getPath() == null ? "" : address.getPath()),
        parameters(address.getRawQuery()));
  }

  /**
   * The text as an address in general.
   *
   * @throws IllegalArgumentException if it is none
   */
  static URI uri(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      // Without the cause, which repeats the address.
      throw wrong(
          address,
          "%s at character %d. Write blanks and the like as %%20."
              .formatted(e.getReason(), e.getIndex() + 1));
    }
  }

  /** An address for messages: without what may be credentials. */
  static String shown(String address) {
    // A password may have any character, also those that end the part of an address that it is in.
    String shown = PASSWORD.matcher(address).replaceFirst("$1...@");
    if (!address.toLowerCase(Locale.ROOT).startsWith(NAMED_CONTAINER + "://")) {
      shown = USER.matcher(shown).replaceFirst("$1...@");
    }
    return REST.matcher(shown).replaceFirst("");
  }

  private static IllegalArgumentException wrong(String address, String why) {
    return new IllegalArgumentException("Cannot open bucket " + shown(address) + ": " + why);
  }

  private static String withoutSlashes(String path) {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(start, end);
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        int equals = parameter.indexOf('=');
        parameters.put(
            equals < 0 ? parameter : parameter.substring(0, equals),
            equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The address without its parameters, which may be secrets. */
  @Override
  public String toString() {
    return scheme
        + "://"
        + container.map(name -> name + "@").orElse("")
        + bucket
        + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
