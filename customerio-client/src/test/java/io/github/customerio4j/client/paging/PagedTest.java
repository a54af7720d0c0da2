package io.github.customerio4j.client.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagedTest {
  @Test
  void listInMemoryIsOnePage() {
    Paged<String> list = Paged.of(List.of("a", "b"));

    assertThat(list).containsExactly("a", "b");
    assertThat(list.pages()).containsExactly(new Page<>(List.of("a", "b"), Optional.empty()));
    assertThat(list.stream()).containsExactly("a", "b");
  }

  @Test
  void emptyListHasAnEmptyPage() {
    assertThat(Paged.of(List.of())).isEmpty();
    assertThat(Paged.of(List.of()).pages())
        .containsExactly(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void pagesContinueAtTheirCursors() {
    Paged<Integer> list = Paged.of(List.of(1, 2, 3, 4, 5), 2);

    assertThat(list.pages())
        .extracting(Page::items)
        .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
    Cursor second = list.pages().iterator().next().next().orElseThrow();
    assertThat(list.from(second)).containsExactly(3, 4, 5);
    assertThat(list.from(second).pages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "6"})
  void cursorOfAnotherListIsRefused(String cursor) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Paged.of(List.of(1, 2, 3, 4, 5), 2).from(new Cursor(cursor)))
        .withMessageContaining(cursor);
  }

  @Test
  void pageHasItems() {
    assertThatIllegalArgumentException().isThrownBy(() -> Paged.of(List.of(1), 0));
  }
}
