package io.github.customerio4j.extract.sink.sql.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a PostgreSQL database: the part without secrets, which messages may show, and the
 * driver's properties, which include user and password.
 */
public final class PostgresAddress {
  private static final String HOST = "(?:\\[[0-9a-fA-F:.]+\\]|[^/@?#:\\[\\],]*)(?::[0-9]+)?";

  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?:(?://(?:(?<user>[^?]*)@)?(?<host>HOST(?:,HOST)*)/)?"
                  .replace("HOST", HOST)
              + "(?<database>[^/@?#]+)(?:[?](?<query>.*))?",
          Pattern.DOTALL);

  private static final Pattern CODES = Pattern.compile("(%[0-9a-fA-F]{2})+");

  private final String url;
  private final Properties properties;

  private PostgresAddress(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  /**
   * Parses an address such as {@code
   * postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require}, which is the form of {@code
   * psql}, or the driver's form with {@code jdbc:} before it. User and password may hold any
   * character; {@code ?} must be percent-encoded.
   *
   * @throws IllegalArgumentException if the address has another form; the message does not repeat
   *     it
   */
  public static PostgresAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "Cannot use the address of the database: it does not name HOST/DATABASE. Write"
              + " postgresql://USER@HOST:PORT/DATABASE, or with a password USER:PASSWORD@, in which ?"
              + " is written as %3F.");
    }
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "customerio4j");
    properties.setProperty("tcpKeepAlive", "true");
    String user = form.group("user");
    if (user != null) {
      int colon = user.indexOf(':');
      properties.setProperty("user", decoded(colon < 0 ? user : user.substring(0, colon)));
      if (colon >= 0) {
        properties.setProperty("password", decoded(user.substring(colon + 1)));
      }
    }
    String query = form.group("query");
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        int sign = parameter.indexOf('=');
        if (sign > 0) {
          properties.setProperty(
              decoded(parameter.substring(0, sign)), decoded(parameter.substring(sign + 1)));
        }
      }
    }
    String host = form.group("host");
    String place = host == null || host.isEmpty() ? "" : "//" + host + "/";
    return new PostgresAddress("jdbc:postgresql:" + place + form.group("database"), properties);
  }

  /** Decodes percent-encoded characters; everything else stays, also a plus sign. */
  private static String decoded(String text) {
    return CODES
        .matcher(text)
        .replaceAll(
            codes ->
                Matcher.quoteReplacement(URLDecoder.decode(codes.group(), StandardCharsets.UTF_8)));
  }

  /**
   * Opens a connection with the address's user and options.
   *
   * @throws SQLException if the server does not answer or refuses
   */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, properties);
  }

  /** The driver's properties, which include user and password. */
  Properties properties() {
    return properties;
  }

  /** The address without user and password. */
  @Override
  public String toString() {
    return url;
  }
}
