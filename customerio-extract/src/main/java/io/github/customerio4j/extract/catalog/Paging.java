package io.github.customerio4j.extract.catalog;

/** How a list goes on after a page. */
public enum Paging {
  /** The page names the next one ({@code next}), which is asked for by {@code start}. */
  CURSOR("start"),
  /** Pages are counted from 1 ({@code page}); the last one is followed by an empty one. */
  PAGE("page"),
  /** Records are counted from 0 ({@code offset}); the last page is followed by an empty one. */
  OFFSET("offset");

  private final String parameter;

  Paging(String parameter) {
    this.parameter = parameter;
  }

  /** The query's parameter that says which page is wanted. */
  public String parameter() {
    return parameter;
  }
}
