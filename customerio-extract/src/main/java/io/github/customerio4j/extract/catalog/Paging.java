package io.github.customerio4j.extract.catalog;

/** How a list says where its next page starts. */
public enum Paging {
  /** A page contains the cursor of the next one. */
  CURSOR,
  /** A page contains the offset of the next one, which grows from page to page; 0 ends the list. */
  OFFSET_CURSOR,
  /** Pages are numbered from 1; an empty page follows the last one. */
  PAGE,
  /** Records are numbered from 0; an empty page follows the last one. */
  OFFSET
}
