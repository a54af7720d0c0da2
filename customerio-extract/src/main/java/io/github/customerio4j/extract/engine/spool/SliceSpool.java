package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.row.RecentKeys;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.row.RowBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okio.Buffer;

/**
 * The rows of one slice: gathered for a page, and spooled when the page is whole. Not thread-safe:
 * a slice is read by one thread at a time.
 */
public final class SliceSpool implements Closeable {
  private final RecordShape shape;
  private final SpoolFiles files;
  private final int number;
  private final RowBuilder rows;
  private final RecentKeys recentKeys = new RecentKeys();
  private final List<TableSpool> routes = new ArrayList<>();
  private final SliceProgress progress = new SliceProgress();
  private int committedRoutes;
  private long pageDuplicates;

  /** A part without an entry in the journal. Opens nothing yet. */
  SliceSpool(RecordShape shape, SpoolFiles files) {
    this(shape, files, 0);
  }

  /**
   * A part for records of that shape. Opens nothing yet.
   *
   * @param number what names the part in the journal; 0 for one that is not in it
   */
  SliceSpool(RecordShape shape, SpoolFiles files, int number) {
    this.shape = shape;
    this.files = files;
    this.number = number;
    this.rows = new RowBuilder(shape);
  }

  /** What the records are. */
  public RecordShape shape() {
    return shape;
  }

  /** Builds the rows; {@link #endRow} takes each. */
  public RowBuilder rows() {
    return rows;
  }

  /**
   * Prepares for another chain, or continues the one that an interrupted run was in.
   *
   * @param newConstants the texts of the shape's constants from now on; others stay
   */
  public void beginChain(Map<String, String> newConstants) {
    if (progress.next().isEmpty()) {
      recentKeys.beginAnew();
    }
    rows.addConstants(newConstants);
  }

  /** How many chains were read to their end, including those of an interrupted run. */
  public int chainsEnded() {
    return progress.chainsEnded();
  }

  /** Ends the row; it is left out if its identity was seen on this page or shortly before. */
  public void endRow() {
    if (!rows.endRow()) {
      return;
    }
    boolean hasIdentity = rows.identityTo() > rows.identityFrom();
    if (hasIdentity
        && !recentKeys.add(rows.row().array(), rows.identityFrom(), rows.identityTo())) {
      pageDuplicates++;
      return;
    }
    route().addRow(rows);
  }

  /** Forgets the rows and keys since the last whole page: the page is read again. */
  public void rollbackPage() {
    recentKeys.rollbackPage();
    while (routes.size() > committedRoutes) {
      routes.remove(routes.size() - 1);
    }
    routes.forEach(TableSpool::rollbackPage);
    rows.rollbackPage();
    pageDuplicates = 0;
  }

  /** Spools the rows of the last page of a chain. */
  public void commitPage() throws IOException {
    commitPage(0, Optional.empty());
  }

  /**
   * Spools the rows of a page that was read whole.
   *
   * @param pageRecords the number of records of the page, including repeated ones
   * @param newNext where the list continues; empty for the last page
   */
  public void commitPage(int pageRecords, Optional<Cursor> newNext) throws IOException {
    for (TableSpool route : routes) {
      route.spoolPage(files);
    }
    progress.add(pageRecords, newNext, pageDuplicates, rows.pageRepairs());
    if (number > 0) {
      files.append(keysEntry());
      files.append(pageEntry());
    }
    routes.forEach(TableSpool::commitPage);
    committedRoutes = routes.size();
    rows.commitPage();
    recentKeys.commitPage();
    pageDuplicates = 0;
  }

  private Buffer keysEntry() {
    Buffer entry = new Buffer().writeByte(SpoolJournal.KEYS).writeInt(number);
    recentKeys.save(entry);
    return entry;
  }

  private Buffer pageEntry() {
    Buffer entry = new Buffer().writeByte(SpoolJournal.PAGE).writeInt(number);
    progress.save(entry, rows.times());
    rows.dictionary().save(entry);
    for (int i = 0; i < routes.size(); i++) {
      if (i >= committedRoutes || routes.get(i).isTouched()) {
        entry.writeInt(i);
        routes.get(i).save(entry);
      }
    }
    return entry;
  }

  /** Restores everything that an interrupted run had read into this part. */
  void restore(InterruptedSlice former) throws IOException {
    for (byte[] page : former.pages()) {
      restorePage(new Buffer().write(page));
    }
    for (byte[] keys : former.keys()) {
      recentKeys.restore(keys);
    }
    for (TableSpool route : routes) {
      route.check(files);
    }
    committedRoutes = routes.size();
  }

  private void restorePage(Buffer from) throws IOException {
    progress.restore(from);
    rows.dictionary().restore(from);
    while (!from.exhausted()) {
      int index = from.readInt();
      byte[] key = ByteBuilder.readBytes(from);
      if (index == routes.size()) {
        routes.add(new TableSpool(rows, key));
      }
      routes.get(index).restore(from, files);
    }
  }

  /** The times of the pages that an interrupted run had read, in order. */
  public List<PageTimes> formerTimes() {
    return progress.formerTimes();
  }

  /** How many pages were read into the part, including those of an interrupted run. */
  public long pages() {
    return progress.pages();
  }

  /** The number of records of those pages, including repeated ones. */
  public long records() {
    return progress.records();
  }

  /** The number of records of the pages of the current chain, including repeated ones. */
  public long chainRecords() {
    return progress.chainRecords();
  }

  /** Where the list continues; empty before the first page and after the last. */
  public Optional<Cursor> next() {
    return progress.next();
  }

  /**
   * Excludes records outside of these seconds, because other slices bring them. Rows already read
   * stay, so the new bounds must be at least two seconds beyond them. The span may be narrowed
   * again later.
   */
  public void keep(long from, long to) {
    rows.limits().keep(from, to);
  }

  /** Reverts {@link #keep}: the slice brings everything again, including rows excluded so far. */
  public void keepAll() {
    keep(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** The second that this slice shares with the one before it in time, if there is a limit. */
  public OptionalLong firstSecond() {
    return rows.limits().firstSecond();
  }

  /** The second that this slice shares with the one after it in time, if there is a limit. */
  public OptionalLong lastSecond() {
    return rows.limits().lastSecond();
  }

  /** The times of the page that was read last. */
  public PageTimes times() {
    return rows.times();
  }

  /** The rows by table, in the order in which the tables were first met. */
  public List<TableSpool> routes() {
    return List.copyOf(routes);
  }

  /** How many records were dropped because the chain had brought them shortly before. */
  public long duplicates() {
    return progress.duplicates();
  }

  /** How many strings were not Unicode and were repaired with U+FFFD. */
  public long repairs() {
    return progress.repairs();
  }

  /** Ends the writing; the rows stay readable until the spool folder is closed. */
  @Override
  public void close() throws IOException {
    recentKeys.free();
    rows.free();
    for (TableSpool route : routes) {
      route.close(files);
    }
  }

  private TableSpool route() {
    byte[] bytes = rows.row().array();
    for (TableSpool route : routes) {
      if (route.isFor(bytes, rows.routeFrom(), rows.routeTo())) {
        return route;
      }
    }
    TableSpool route =
        new TableSpool(rows, Arrays.copyOfRange(bytes, rows.routeFrom(), rows.routeTo()));
    routes.add(route);
    return route;
  }
}
