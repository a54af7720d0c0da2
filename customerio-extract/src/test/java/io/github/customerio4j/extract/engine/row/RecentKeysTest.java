package io.github.customerio4j.extract.engine.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
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
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] key =
          ("x" + Integer.toString(random.nextInt(15_000), 36) + "y")
              .getBytes(StandardCharsets.US_ASCII);
      String text = new String(key, 1, key.length - 2, StandardCharsets.US_ASCII);
      assertThat(keys.contains(key, 1, key.length - 1)).isEqualTo(expected.contains(text));
      assertThat(keys.add(key, 1, key.length - 1)).isEqualTo(expected.add(text));
    }
    assertThat(keys.size()).isEqualTo(expected.size());

    keys.clear();
    assertThat(keys.size()).isZero();
    byte[] one = {'1'};
    assertThat(keys.contains(one, 0, 1)).isFalse();
    assertThat(keys.add(one, 0, 1)).isTrue();
    assertThat(keys.add(one, 0, 0)).as("the empty key is one, too").isTrue();
    assertThat(keys.add(one, 0, 0)).isFalse();
  }

  private boolean isNew(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return recent.add(bytes, 0, bytes.length);
  }
}
