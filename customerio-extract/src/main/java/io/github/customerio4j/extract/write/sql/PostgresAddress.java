package io.github.customerio4j.extract.write.sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL is and who connects to it: the address without secrets, which may stand in
 * messages, and apart from it what the driver needs besides.
 */
final class PostgresAddress {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?:(?://(?:(?<user>[^@/?]*)@)?(?<host>[^@/?]*)/)?(?<database>[^?]*)"
              + "(?:[?](?<query>.*))?",
          Pattern.DOTALL);

  private final String url;
  private final Properties properties;

  private PostgresAddress(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  /**
   * Takes an address apart: {@code postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require},
   * as {@code psql} has it, or the driver's own with {@code jdbc:} before it.
   *
   * @throws IllegalArgumentException if it has another form; the message does not repeat it
   */
  static PostgresAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "Cannot use the address of the database: it has another form than"
              + " postgresql://HOST:PORT/DATABASE?user=NAME. A slash, @ or ? in user or password is"
              + " written as %2F, %40 or %3F.");
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

  private static String decoded(String text) {
    // A plus sign stands for itself in an address.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, properties);
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return url;
  }
}
