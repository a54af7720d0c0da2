package io.github.customerio4j.iceberg;

import io.github.customerio4j.iceberg.file.Redaction;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalog;

/**
 * The text that tells the tables of a namespace from those of any other catalog. It is the same in
 * every run, and has no secret.
 */
final class CatalogPlace {
  /** What follows the address itself: parameters, which may be secret. */
  private static final Pattern PARAMETERS = Pattern.compile("[?#;]");

  /** Azure's addresses, whose part before the host is no user. */
  private static final Pattern CONTAINER = Pattern.compile("(abfss?|wasbs?)://[^/:@]+@[^@]*");

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.:-]*//");

  private CatalogPlace() {}

  /**
   * The text for a namespace.
   *
   * @param given the properties that the catalog was made with; empty if they are not known
   */
  static String of(Catalog catalog, Namespace namespace, Map<String, String> given) {
    String named = "iceberg:" + catalog.name() + "/" + namespace;
    if (catalog instanceof RESTCatalog rest) {
      // A client may call such a catalog as it likes.
      String addresses =
          addresses(
              Objects.requireNonNullElse(rest.properties(), given),
              CatalogProperties.URI,
              CatalogProperties.WAREHOUSE_LOCATION);
      return addresses.isEmpty() ? named : "iceberg:" + namespace + addresses;
    }
    if (catalog instanceof JdbcCatalog) {
      // It finds its tables by its name, wherever new ones are put.
      return named + addresses(given, CatalogProperties.URI);
    }
    return named + addresses(given, CatalogProperties.URI, CatalogProperties.WAREHOUSE_LOCATION);
  }

  private static String addresses(Map<String, String> properties, String... names) {
    return Stream.of(names)
        .map(name -> withoutSecrets(properties.getOrDefault(name, "")))
        .filter(address -> !address.isEmpty())
        .map(address -> " " + address)
        .collect(Collectors.joining());
  }

  /** An address without users and parameters; empty if they cannot be told from it. */
  static String withoutSecrets(String address) {
    Matcher parameters = PARAMETERS.matcher(address);
    String path = parameters.find() ? address.substring(0, parameters.start()) : address;
    if (address.lastIndexOf('@') >= path.length()) {
      // The sign that begins the parameters may be of a password.
      return "";
    }
    int user = path.lastIndexOf('@');
    if (user >= 0 && !CONTAINER.matcher(path).matches()) {
      Matcher scheme = SCHEME.matcher(path);
      path = (scheme.lookingAt() ? scheme.group() : "") + path.substring(user + 1);
    }
    return Redaction.of(path).replaceFirst("/+$", "");
  }
}
