package io.github.customerio4j.extract.engine.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class RecentKeysTest {
  private final RecentKeys recent = new RecentKeys();

  @Test
  void keyIsKnownOnItsPageAndLater() {
    assertThat(isNew("a")).isTrue();
    assertThat(isNew("a")).isFalse();
    recent.commitPage();
    assertThat(isNew("a")).isFalse();
  }

  private RecentKeys.Finding add(String key, double version, long place) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return recent.add(bytes, 0, bytes.length, version, place);
  }

  @Test
  void newerVersionReplacesTheRowBefore() {
    assertThat(add("a", 100, 1)).isEqualTo(RecentKeys.Finding.NEW);
    recent.commitPage();

    assertThat(add("a", 99, 2)).isEqualTo(RecentKeys.Finding.OLDER);
    assertThat(add("a", 101, 3)).isEqualTo(RecentKeys.Finding.NEWER);
    assertThat(recent.replaced()).isEqualTo(1);
    recent.commitPage();
    assertThat(add("a", 101, 4))
        .as("of equal versions the later row")
        .isEqualTo(RecentKeys.Finding.NEWER);
    assertThat(recent.replaced()).isEqualTo(3);
  }

  @Test
  void rolledBackVersionIsForgotten() {
    add("a", 100, 1);
    recent.commitPage();
    add("a", 200, 2);
    recent.rollbackPage();

    assertThat(add("a", 150, 3)).isEqualTo(RecentKeys.Finding.NEWER);
    assertThat(recent.replaced()).isEqualTo(1);
  }

  @Test
  void versionsAreRestored() throws IOException {
    add("a", 100, 1);
    Buffer first = new Buffer();
    recent.save(first);
    recent.commitPage();
    add("a", 200, 2);
    Buffer second = new Buffer();
    recent.save(second);
    RecentKeys restored = new RecentKeys();

    restored.restore(first.readByteArray());
    restored.restore(second.readByteArray());

    byte[] key = {'a'};
    assertThat(restored.add(key, 0, 1, 150, 3)).isEqualTo(RecentKeys.Finding.OLDER);
  }

  @Test
  void keyOfRolledBackPageIsNew() {
    isNew("a");
    recent.rollbackPage();

    assertThat(isNew("a")).isTrue();
  }

  @Test
  void lastThousandKeysAreKnownAndOlderOnesForgotten() {
    for (int page = 0; page < 100; page++) {
      for (int i = 0; i < 100; i++) {
        int number = page * 100 + i;
        assertThat(isNew("k" + number)).isTrue();
        if (number >= 1000) {
          assertThat(isNew("k" + (number - 1000))).as("a thousand before %d", number).isFalse();
        }
      }
      recent.commitPage();
    }

    assertThat(isNew("k0")).as("memory is bounded").isTrue();
    assertThat(isNew("k7000")).isTrue();
  }

  @Test
  void setIsExact() {
    Random random = new Random(11);
    KeySet keys = new KeySet();
    Map<String, Long> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] key =
          ("x" + Integer.toString(random.nextInt(15_000), 36) + "y")
              .getBytes(StandardCharsets.US_ASCII);
      String text = new String(key, 1, key.length - 2, StandardCharsets.US_ASCII);
      int hash = SwarWords.hash(key, 1, key.length - 1);
      int entry = keys.find(hash, key, 1, key.length - 1);
      assertThat(entry >= 0 ? keys.place(entry) : -1L).isEqualTo(expected.getOrDefault(text, -1L));
      keys.put(hash, key, 1, key.length - 1, i, i);
      expected.put(text, (long) i);
    }
    assertThat(keys.size()).isEqualTo(expected.size());

    keys.clear();
    assertThat(keys.size()).isZero();
    byte[] one = {'1'};
    assertThat(keys.find(SwarWords.hash(one, 0, 1), one, 0, 1)).isNegative();
    keys.put(SwarWords.hash(one, 0, 1), one, 0, 1, 1, 1);
    keys.put(SwarWords.hash(one, 0, 0), one, 0, 0, 1, 2);
    keys.put(SwarWords.hash(one, 0, 0), one, 0, 0, 1, 3);
    assertThat(keys.size()).as("the empty key is one, too").isEqualTo(2);
  }

  private boolean isNew(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return recent.add(bytes, 0, bytes.length, 0, 0) == RecentKeys.Finding.NEW;
  }
}
