package io.github.customerio4j.extract.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryStateStoreTest extends StateStoreContract {

  @Override
  StateStore store() {
    return new MemoryStateStore();
  }

  @Test
  void initialStateIsLoaded() {
    ExtractionState legacy = ExtractionState.parse("{\"message_headers\":[]}");
    assertThat(new MemoryStateStore(legacy).load()).isSameAs(legacy);
  }
}
