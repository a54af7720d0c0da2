package io.github.customerio4j.extract.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract of every {@link StateStore}. */
abstract class StateStoreContract {

  static final ExtractionState SAMPLE =
      ExtractionState.builder()
          .putTables(
              "messages",
              TableState.builder()
                  .addPrimaryKey("id")
                  .addColumns(
                      new KnownColumn("id", "/id"),
                      new KnownColumn("ünïcode \"quoted\"\n", "/a~1b/~0/é"),
                      new KnownColumn("nameless", null),
                      new KnownColumn("rest", ""))
                  .putWatermarks("email", Instant.parse("2026-01-01T00:00:00Z"))
                  .putWatermarks("drafts:*", Instant.parse("2026-01-01T00:00:00.123456789Z"))
                  .build())
          .putTables("activity_page", TableState.builder().build())
          .putActivityTables("page", "activity_page")
          .build();

  /** A store without a saved state. */
  abstract StateStore store() throws IOException;

  @Test
  void stateIsEmptyBeforeTheFirstSave() throws IOException {
    assertThat(store().load()).isEqualTo(ExtractionState.empty());
  }

  @Test
  void savedStateIsLoaded() throws IOException {
    StateStore store = store();
    store.save(SAMPLE);
    assertThat(store.load()).isEqualTo(SAMPLE);
    assertThat(store.load()).as("a second load").isEqualTo(SAMPLE);
  }

  @Test
  void saveReplacesTheWholePreviousState() throws IOException {
    StateStore store = store();
    store.save(SAMPLE);
    ExtractionState other =
        ExtractionState.builder()
            .putTables("segments", TableState.builder().addPrimaryKey("id").build())
            .build();
    store.save(other);
    assertThat(store.load()).isEqualTo(other);
    store.save(ExtractionState.empty());
    assertThat(store.load()).isEqualTo(ExtractionState.empty());
  }

  @Test
  void savedLegacyStateIsNotLegacyAnyMore() throws IOException {
    StateStore store = store();
    ExtractionState legacy = ExtractionState.parse("{\"message_last_token\":{\"email\":\"x\"}}");
    store.save(legacy);
    assertThat(store.load().isLegacy()).isFalse();
    assertThat(store.load().legacyCursors()).isEmpty();
    assertThat(store.load().tables()).isEqualTo(legacy.tables());
  }
}
