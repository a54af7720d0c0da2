package io.github.customerio4j.iceberg.file;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.io.StorageCredential;
import org.apache.iceberg.rest.ErrorHandlers;
import org.apache.iceberg.rest.HTTPClient;
import org.apache.iceberg.rest.RESTCatalogProperties;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.auth.AuthManager;
import org.apache.iceberg.rest.auth.AuthManagers;
import org.apache.iceberg.rest.auth.AuthSession;
import org.apache.iceberg.rest.credentials.Credential;
import org.apache.iceberg.rest.responses.LoadCredentialsResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;

/**
 * Asks a REST catalog for the credentials of a table again: at the address that it named for this,
 * else by loading the table.
 */
final class RestCredentials implements TableKeys.Renewal {
  private static final String ENDPOINT = "client.refresh-credentials-endpoint";
  private static final String ENABLED = "client.refresh-credentials-enabled";
  private static final String SIGNING = "/sign";

  private final Map<String, String> properties;

  /** With what the table's files were opened with. */
  RestCredentials(Map<String, String> properties) {
    this.properties = Map.copyOf(properties);
  }

  @Override
  public VendedCredentials load() throws IOException {
    String uri = properties.get(CatalogProperties.URI);
    Optional<String> endpoint =
        Optional.ofNullable(properties.get(ENDPOINT))
            .filter(any -> !"false".equals(properties.get(ENABLED)));
    Optional<String> table = tablePath();
    if (uri == null || (endpoint.isEmpty() && table.isEmpty())) {
      throw new IOException("It is not known where to ask for it.");
    }
    // Once an hour: a client of its own is simpler than one that has to be closed.
    try (AuthManager authentication = AuthManagers.loadAuthManager("credentials", properties);
        HTTPClient client =
            HTTPClient.builder(properties)
                .uri(uri)
                .withHeaders(RESTUtil.configHeaders(properties))
                .build();
        AuthSession session = authentication.catalogSession(client, properties);
        RESTClient asking = client.withAuthSession(session)) {
      return endpoint.isPresent()
          ? named(asking, uri, endpoint.get())
          : loaded(asking, table.orElseThrow());
    } catch (RuntimeException e) {
      throw new IOException(Redaction.of(String.valueOf(e.getMessage())) + ".", Redaction.of(e));
    }
  }

  private VendedCredentials named(RESTClient client, String uri, String endpoint) {
    LoadCredentialsResponse answer =
        client.get(
            RESTUtil.resolveEndpoint(uri, endpoint),
            RESTUtil.credentialsQueryParams(properties),
            LoadCredentialsResponse.class,
            Map.of(),
            ErrorHandlers.defaultErrorHandler());
    return new VendedCredentials(Map.of(), places(answer.credentials()));
  }

  private static VendedCredentials loaded(RESTClient client, String table) {
    LoadTableResponse answer =
        client.get(
            table,
            Map.of(RESTCatalogProperties.SNAPSHOTS_QUERY_PARAMETER, "refs"),
            LoadTableResponse.class,
            Map.of(),
            ErrorHandlers.tableErrorHandler());
    return new VendedCredentials(answer.config(), places(answer.credentials()));
  }

  private static List<StorageCredential> places(List<Credential> credentials) {
    return credentials.stream()
        .map(each -> StorageCredential.create(each.prefix(), each.config()))
        .toList();
  }

  /** The library tells a table's files its path only as that of another request. */
  private Optional<String> tablePath() {
    return Optional.ofNullable(properties.get(RESTCatalogProperties.REMOTE_SIGNING_ENDPOINT))
        .filter(path -> path.endsWith(SIGNING))
        .map(path -> path.substring(0, path.length() - SIGNING.length()));
  }

  @Override
  public String toString() {
    return "RestCredentials[***]";
  }
}
