package io.github.customerio4j.iceberg;

final class RestUntoldContractTest extends CatalogContract {
  RestUntoldContractTest() {
    super(CatalogServers.Kind.REST_UNTOLD);
  }
}
