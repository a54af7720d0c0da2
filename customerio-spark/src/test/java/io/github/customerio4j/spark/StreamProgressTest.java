package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamProgressTest {
  private static final long DAY = 86_400;
  private static final long START = 20_000 * DAY;

  private static StreamProgress progress(String... words) {
    Map<String, String> options = new HashMap<>(Map.of("table", "messages", "workspace", "acme"));
    for (int i = 0; i < words.length; i += 2) {
      options.put(words[i], words[i + 1]);
    }
    return new StreamProgress(SourceOptions.parse(new CaseInsensitiveStringMap(options)));
  }

  /** As in the checkpoint between two runs. */
  private static StreamOffset stored(StreamOffset offset) {
    return StreamOffset.parse(offset.json(), offset.table());
  }

  private static Map<String, TimeRange> read(@Nullable Long since, long until) {
    return Map.of("acme", range(since, until));
  }

  private static TimeRange range(@Nullable Long since, long until) {
    return new TimeRange(
        since == null ? null : Instant.ofEpochSecond(since), Instant.ofEpochSecond(until));
  }

  @Test
  void eachBatchBeginsAnOverlapBeforeTheWatermark() {
    StreamProgress progress = progress("since", "2024-01-01");
    StreamOffset first = progress.next(progress.initial(), START);
    assertThat(progress.ranges(progress.initial(), stored(first)))
        .isEqualTo(read(Instant.parse("2024-01-01T00:00:00Z").getEpochSecond(), START));

    StreamOffset second = progress.next(stored(first), START + 100);
    assertThat(progress.ranges(stored(first), stored(second)))
        .isEqualTo(read(START - 3600, START + 100));
    assertThat(progress.next(second, START + 100)).isEqualTo(second);
    assertThat(progress.next(second, START + 50)).isEqualTo(second);
  }

  @Test
  void aBatchIsTheSameWhateverTheOptionsAreNow() {
    StreamProgress before = progress("overlap", "2h", "refresh", "3d");
    StreamOffset first = before.next(before.initial(), START);
    StreamOffset second = before.next(first, START + 100);
    StreamProgress after = progress("overlap", "5m", "refresh", "off", "since", "2024-01-01");
    assertThat(after.ranges(stored(first), stored(second)))
        .isEqualTo(before.ranges(first, second))
        .isEqualTo(read(START + 100 - 3 * DAY, START + 100));
  }

  @Test
  void aTierIsReadWhenItIsDueAndCountsForNarrowerOnes() {
    StreamProgress progress = progress("refresh", "2d,14d/1d,90d/7d");
    StreamOffset first = progress.next(progress.initial(), START);
    long hour = START + 3600;
    StreamOffset second = progress.next(stored(first), hour);
    assertThat(progress.ranges(first, second)).isEqualTo(read(hour - 2 * DAY, hour));
    long day = START + DAY - 60;
    StreamOffset third = progress.next(stored(second), day);
    assertThat(progress.ranges(second, third)).isEqualTo(read(day - 14 * DAY, day));
    long week = START + 7 * DAY;
    StreamOffset fourth = progress.next(stored(third), week);
    assertThat(progress.ranges(third, fourth)).isEqualTo(read(week - 90 * DAY, week));
    StreamOffset fifth = progress.next(stored(fourth), week + DAY / 2);
    assertThat(progress.ranges(fourth, fifth))
        .isEqualTo(read(week + DAY / 2 - 2 * DAY, week + DAY / 2));
  }

  @Test
  void aLongHistoryComesInSpansBeforeTiersAreRead() {
    StreamProgress progress = progress("since", "2024-10-03", "batch-span", "4d", "refresh", "2d");
    long since = Instant.parse("2024-10-03T00:00:00Z").getEpochSecond();
    StreamOffset first = progress.next(progress.initial(), since + 6 * DAY);
    assertThat(progress.ranges(progress.initial(), first)).isEqualTo(read(since, since + 4 * DAY));
    StreamOffset second = progress.next(first, since + 6 * DAY);
    assertThat(progress.ranges(first, second))
        .isEqualTo(read(since + 4 * DAY - 3600, since + 6 * DAY));
    assertThat(progress.next(second, since + 6 * DAY)).isEqualTo(second);
  }

  @Test
  void aWorkspaceThatIsNewIsReadFromItsStartAndOneThatIsGoneContinuesWhenItComesBack() {
    StreamProgress acme = progress();
    StreamProgress bistro = progress("workspace", "bistro");
    StreamOffset first = acme.next(acme.initial(), START);
    StreamOffset second = bistro.next(stored(first), START + 100);
    assertThat(bistro.ranges(first, second)).isEqualTo(Map.of("bistro", range(null, START + 100)));
    StreamOffset third = acme.next(stored(second), START + 200);
    assertThat(acme.ranges(second, third)).isEqualTo(read(START - 3600, START + 200));
  }

  @Test
  void aTableWithoutTimesIsReadAsAWholeEachTime() {
    StreamProgress progress = progress("table", "campaigns", "refresh", "standard");
    StreamOffset first = progress.next(progress.initial(), START);
    StreamOffset second = progress.next(first, START + 100);
    assertThat(progress.ranges(stored(first), stored(second)))
        .isEqualTo(Map.of("acme", TimeRange.ALL));
  }

  @Test
  void aCheckpointOfAnotherStreamIsRefused() {
    StreamOffset offset = progress().next(progress().initial(), START);
    assertThatThrownBy(() -> StreamOffset.parse(offset.json(), "campaigns"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is of table messages, and this stream reads campaigns");
    for (String foreign :
        new String[] {
          "7",
          "{}",
          "{\"logOffset\":0}",
          offset.json().replace("\"version\":1", "\"version\":2"),
          offset.json().replace("until", "when"),
          offset.json() + "1"
        }) {
      assertThatThrownBy(() -> StreamOffset.parse(foreign, "messages"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("was not written by this source");
    }
  }
}
