package io.github.customerio4j.iceberg;

final class SqliteCatalogContractTest extends CatalogContract {
  SqliteCatalogContractTest() {
    super(CatalogServers.Kind.SQLITE);
  }
}
