package io.github.customerio4j.iceberg.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.customerio4j.extract.sink.object.AccessKey;
import io.github.customerio4j.iceberg.HandClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When the catalog is asked for another key. */
final class TableKeysTest {
  private static final String FILE = "s3://lake/crm/a";

  private final HandClock clock = new HandClock();
  private final Instant start = clock.instant();
  private Optional<String> failure = Optional.empty();
  private int asked;

  private TableKeys keys(AccessKey first, Optional<Instant> end) {
    return new TableKeys(FILE, new VendedCredentials.Handed(first, end), this::load, clock);
  }

  private TableKeys hourly() {
    return keys(
        AccessKey.ofSession("key0", "s", "t"), Optional.of(start.plus(Duration.ofHours(1))));
  }

  private VendedCredentials load() throws IOException {
    if (failure.isPresent()) {
      throw new IOException(failure.get());
    }
    asked++;
    Map<String, String> next = new HashMap<>();
    next.put("s3.access-key-id", "key" + asked);
    next.put("s3.secret-access-key", "s");
    next.put("s3.session-token", "t");
    next.put(
        "s3.session-token-expires-at-ms",
        String.valueOf(clock.instant().plus(Duration.ofHours(1)).toEpochMilli()));
    return new VendedCredentials(next, List.of());
  }

  @Test
  void keyIsReplacedShortlyBeforeItEnds() {
    TableKeys keys = hourly();
    clock.pass(Duration.ofMinutes(54));
    assertThat(keys.current().id()).isEqualTo("key0");

    clock.pass(Duration.ofMinutes(1));
    assertThat(keys.current().id()).isEqualTo("key1");
    clock.pass(Duration.ofMinutes(54));
    assertThat(keys.current().id()).isEqualTo("key1");
    clock.pass(Duration.ofMinutes(1));
    assertThat(keys.current().id()).isEqualTo("key2");
  }

  @Test
  void catalogThatFailsIsAskedAgainWhileTheKeyIsGood() {
    TableKeys keys = hourly();
    clock.pass(Duration.ofMinutes(56));
    failure = Optional.of("The catalog is busy.");
    assertThat(keys.current().id()).isEqualTo("key0");

    failure = Optional.empty();
    clock.pass(Duration.ofSeconds(59));
    assertThat(keys.current().id()).isEqualTo("key0");
    clock.pass(Duration.ofSeconds(1));
    assertThat(keys.current().id()).isEqualTo("key1");
  }

  @Test
  void keyThatEndedWithoutAnotherIsToldWithTheReasonAndTheRemedy() {
    TableKeys keys = hourly();
    clock.pass(Duration.ofHours(1));
    failure = Optional.of("The catalog is busy.");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(keys::current)
        .havingCause()
        .withMessage(
            "the key that the catalog has handed out ended at 2026-05-01T11:00:00Z, and the catalog gives no new one: The catalog is busy. Run again: what is committed stays. If it happens again, let the catalog's keys last longer.");

    failure = Optional.empty();
    assertThat(keys.current().id()).isEqualTo("key1");
  }

  @Test
  void sessionOfUnknownLengthIsTakenForTheShortest() {
    TableKeys keys = keys(AccessKey.ofSession("key0", "s", "t"), Optional.empty());
    clock.pass(Duration.ofMinutes(9));
    assertThat(keys.current().id()).isEqualTo("key0");
    clock.pass(Duration.ofMinutes(1));
    failure = Optional.of("There is none.");
    assertThat(keys.current().id()).isEqualTo("key0");

    failure = Optional.empty();
    clock.pass(Duration.ofMinutes(1));
    assertThat(keys.current().id()).isEqualTo("key1");
  }

  @Test
  void keyWithoutASessionStays() {
    TableKeys keys = keys(AccessKey.of("key0", "s"), Optional.empty());
    clock.pass(Duration.ofDays(365));

    assertThat(keys.current().id()).isEqualTo("key0");
    assertThat(asked).isZero();
  }

  @Test
  void textsShowNoKey() {
    assertThat(
            List.of(
                    hourly(),
                    new VendedCredentials(Map.of("s3.secret-access-key", "key0"), List.of()),
                    new VendedCredentials.Handed(AccessKey.of("key0", "s"), Optional.empty()),
                    new RestCredentials(Map.of("token", "key0")))
                .toString())
        .doesNotContain("key0");
  }
}
