package io.github.customerio4j.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of containers. */
class AzureAddressTest {
  @ParameterizedTest
  @CsvSource({
    "az://account/container, az://account/container",
    "az://account/container/a/b/, az://account/container/a/b",
    "abfss://container@account.dfs.core.windows.net/a/b, az://account/container/a/b",
    "abfss://container@account.dfs.core.windows.net, az://account/container"
  })
  void addressNamesAccountContainerAndPrefix(String address, String location) {
    try (AzureStore store = AzureStore.of(URI.create(address))) {
      assertThat(store.location()).isEqualTo(location);
    }
  }

  @Test
  void malformedAddressIsRefusedAndNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AzureProvider().open("az://user:a secret@account/c", Map.of()))
        .withMessageStartingWith("Cannot open bucket az://...@account/c: ")
        .withMessageNotContaining("secret")
        .withNoCause();
  }

  @Test
  void endpointWithASignatureIsRefusedAndNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AzureStore.builder("account", "container")
                    .endpoint(URI.create("https://account.blob.core.windows.net?sig=secret")))
        .withMessageContaining("Not the endpoint of a store.")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket",
        "az://account",
        "az:account",
        "az://user:secret@account/container",
        "az://account/container?sig=secret",
        "abfss://account.dfs.core.windows.net/a",
        "abfss://container:secret@account.dfs.core.windows.net/a"
      })
  void otherAddressesAreRefusedAndNotRepeated(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AzureStore.of(URI.create(address)))
        .withMessageNotContaining("secret");
  }
}
