package io.github.customerio4j.extract.catalog;

/** How the next page of a list is requested. */
public enum Paging {
  /** A page contains the cursor of the next one ({@code next}), which is sent as {@code start}. */
  CURSOR("start"),
  /** Pages are numbered from 1 ({@code page}); an empty page follows the last one. */
  PAGE("page"),
  /** Records are numbered from 0 ({@code offset}); an empty page follows the last one. */
  OFFSET("offset");

  private final String parameter;

  Paging(String parameter) {
    this.parameter = parameter;
  }

  /** The query parameter that selects the page. */
  public String parameter() {
    return parameter;
  }
}
