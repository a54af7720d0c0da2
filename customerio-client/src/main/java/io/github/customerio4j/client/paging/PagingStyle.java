package io.github.customerio4j.client.paging;

/** How a list says where its next page starts. */
public enum PagingStyle {
  /** A page has an opaque cursor under {@code next}, sent as {@code start}. */
  CURSOR("start"),
  /**
   * A page has an offset under {@code next}, sent as {@code start}. The offset grows from page to
   * page; 0 ends the list. A {@code next} that is no number is an opaque cursor.
   */
  OFFSET_CURSOR("start"),
  /** Pages are numbered from 1 ({@code page}); an empty page follows the last one. */
  PAGE_NUMBER("page"),
  /** Items are numbered from 0 ({@code offset}); an empty page follows the last one. */
  OFFSET("offset");

  private final String parameter;

  PagingStyle(String parameter) {
    this.parameter = parameter;
  }

  /** The query parameter that selects the page. */
  public String parameter() {
    return parameter;
  }

  /** Whether the client counts pages or items itself, because the response has no cursor. */
  public boolean isCounted() {
    return this == PAGE_NUMBER || this == OFFSET;
  }
}
