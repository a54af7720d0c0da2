package io.github.customerio4j.examples.cli;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code postgresql://USER:PASSWORD@HOST:PORT/DATABASE?PARAMETERS} as JDBC has it, where user and
 * password are parameters. They may hold any character but {@code ?}; percent-encoded, that, too.
 */
final class PostgresAddress {
  static final String PREFIX = "postgresql://";

  private static final Pattern PLACE =
      Pattern.compile("[^/@?#:\\[\\]]*(\\[[0-9a-fA-F:.]+])?(:[0-9]+)?(,[^/@?#]+)?/[^/@?#]+");

  private PostgresAddress() {}

  /**
   * Converts an address.
   *
   * @param text what follows {@link #PREFIX}
   * @throws IllegalArgumentException if it is none; the message repeats nothing of it
   */
  static String jdbcUrl(String text) {
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    int at = path.lastIndexOf('@');
    String place = path.substring(at + 1);
    if (!PLACE.matcher(place).matches()) {
      throw new IllegalArgumentException(
          "Cannot use --to \"postgresql://…\": it does not name HOST/DATABASE. Write"
              + " postgresql://USER@HOST/DATABASE, or with a password USER:PASSWORD@, in which ? is"
              + " written as %3F.");
    }
    StringBuilder url = new StringBuilder("jdbc:").append(PREFIX).append(place);
    url.append(query < 0 ? "?" : text.substring(query));
    if (at >= 0) {
      String[] user = path.substring(0, at).split(":", 2);
      addParameter(url, "user", user[0]);
      if (user.length > 1) {
        addParameter(url, "password", user[1]);
      }
    }
    return url.toString();
  }

  private static void addParameter(StringBuilder url, String name, String value) {
    if (!url.toString().endsWith("?")) {
      url.append('&');
    }
    url.append(name).append('=').append(URLEncoder.encode(decoded(value), StandardCharsets.UTF_8));
  }

  /** What is no code of a character stands for itself. */
  private static String decoded(String text) {
    return Pattern.compile("(%[0-9a-fA-F]{2})+")
        .matcher(text)
        .replaceAll(
            codes ->
                Matcher.quoteReplacement(URLDecoder.decode(codes.group(), StandardCharsets.UTF_8)));
  }
}
