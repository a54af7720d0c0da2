package io.github.customerio4j.iceberg;

final class RestTogetherContractTest extends CatalogContract {
  RestTogetherContractTest() {
    super(CatalogServers.Kind.REST_TOGETHER);
  }
}
