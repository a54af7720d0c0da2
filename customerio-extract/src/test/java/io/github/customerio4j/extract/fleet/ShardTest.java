package io.github.customerio4j.extract.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

  /** These never change: a process of another version must hold the same workspaces. */
  @ParameterizedTest
  @CsvSource({"acme, 20, 12", "shop-eu, 20, 15", "acme, 7, 2", "Zürich, 20, 13"})
  void shardOfNameIsTheSameForAllTime(String name, int count, int index) {
    assertThat(new Shard(index, count).holds(name)).isTrue();
  }

  @Test
  void eachWorkspaceIsInOneShard() {
    for (int i = 0; i < 500; i++) {
      String name = "workspace-" + i;
      assertThat(IntStream.range(0, 20).filter(one -> new Shard(one, 20).holds(name))).hasSize(1);
    }
    assertThat(Shard.all().holds("any")).isTrue();
  }

  @Test
  void textIsRead() {
    assertThat(Shard.of(" 3/20 ")).isEqualTo(new Shard(3, 20)).hasToString("3/20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"20/20", "0/0", "1", "a/b", "-1/3", "1/2/3", ""})
  void whatIsNoShardIsRefused(String text) {
    assertThatThrownBy(() -> Shard.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void indexThatCountsFromOneIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> Shard.of("20/20"))
        .hasMessage(
            "Cannot use shard 20/20: the index counts from 0, so that the shards of 20 are 0/20 to"
                + " 19/20.");
  }
}
