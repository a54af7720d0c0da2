package io.github.customerio4j.iceberg;

final class PostgresCatalogContractTest extends CatalogContract {
  PostgresCatalogContractTest() {
    super(CatalogServers.Kind.POSTGRESQL);
  }
}
