package io.github.customerio4j.iceberg;

final class RestCatalogContractTest extends CatalogContract {
  RestCatalogContractTest() {
    super(CatalogServers.Kind.REST);
  }
}
