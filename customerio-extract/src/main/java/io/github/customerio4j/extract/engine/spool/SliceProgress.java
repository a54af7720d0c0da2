package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.PageTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okio.Buffer;

/** How far a part has been read, and what was counted on the way. */
final class SliceProgress {
  private final List<PageTimes> formerTimes = new ArrayList<>();
  private long pages;
  private long records;
  private long recordsOfEndedChains;
  private Optional<Cursor> next = Optional.empty();
  private long duplicates;
  private long repairs;
  private int chainsEnded;

  /** Counts a page that was read whole. */
  void add(int pageRecords, Optional<Cursor> newNext, long pageDuplicates, long pageRepairs) {
    pages++;
    records += pageRecords;
    next = newNext;
    noteEnd();
    duplicates += pageDuplicates;
    repairs += pageRepairs;
  }

  void save(Buffer to, PageTimes times) {
    to.writeLong(records).writeLong(duplicates).writeLong(repairs);
    to.writeByte(next.isPresent() ? 1 : 0);
    next.ifPresent(cursor -> ByteBuilder.writeText(to, cursor.value()));
    times.save(to);
  }

  /** Restores the next page. */
  void restore(Buffer from) throws IOException {
    pages++;
    records = from.readLong();
    duplicates = from.readLong();
    repairs = from.readLong();
    next =
        from.readByte() == 0
            ? Optional.empty()
            : Optional.of(new Cursor(ByteBuilder.readText(from)));
    noteEnd();
    formerTimes.add(PageTimes.restored(from));
  }

  private void noteEnd() {
    if (next.isEmpty()) {
      chainsEnded++;
      recordsOfEndedChains = records;
    }
  }

  /** The records of the chain that is being read. */
  long chainRecords() {
    return records - recordsOfEndedChains;
  }

  /** The times of the pages that were restored, in order. */
  List<PageTimes> formerTimes() {
    return formerTimes;
  }

  long pages() {
    return pages;
  }

  long records() {
    return records;
  }

  Optional<Cursor> next() {
    return next;
  }

  /** How many pages were the last of their chain. */
  int chainsEnded() {
    return chainsEnded;
  }

  long duplicates() {
    return duplicates;
  }

  long repairs() {
    return repairs;
  }
}
