package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.PageTrail;
import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.row.RecentKeys;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.row.RowBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one slice: gathered for a page, and spooled when the page is whole. Not thread-safe:
 * a slice is read by one thread at a time.
 */
public final class SliceSpool implements Closeable {
  /** A place is the number of a route, and below these bits the number of a row in it. */
  private static final int ROUTE_SHIFT = 44;

  private final RecordShape shape;
  private final SpoolFiles files;
  private final Renumbering renumbering;
  private final @Nullable PartTaker taker;
  private final Set<Integer> restarted = new HashSet<>();
  private int number;
  private RowBuilder rows;
  private final RecentKeys recentKeys = new RecentKeys();
  private final List<TableSpool> routes = new ArrayList<>();
  private Map<String, String> constants = Map.of();
  private SliceProgress progress = new SliceProgress();
  private int committedRoutes;
  private long pageRepeats;

  /** Gives a part another number in the journal, so that what it had read does not count. */
  @FunctionalInterface
  interface Renumbering {
    int next() throws IOException;
  }

  /** Uses the rows of each page of this part. */
  @FunctionalInterface
  interface PartTaker {
    void take(SliceSpool part) throws IOException;
  }

  /** A part without an entry in the journal. Opens nothing yet. */
  SliceSpool(RecordShape shape, SpoolFiles files) {
    this(shape, files, 0, () -> 0);
  }

  /** A part in memory, whose rows are used page by page. */
  SliceSpool(RecordShape shape, SpoolFiles files, PartTaker taker) {
    this(shape, files, 0, () -> 0, taker);
  }

  /**
   * A part for records of that shape. Opens nothing yet.
   *
   * @param number what names the part in the journal; 0 for one that is not in it
   */
  SliceSpool(RecordShape shape, SpoolFiles files, int number, Renumbering renumbering) {
    this(shape, files, number, renumbering, null);
  }

  private SliceSpool(
      RecordShape shape,
      SpoolFiles files,
      int number,
      Renumbering renumbering,
      @Nullable PartTaker taker) {
    this.taker = taker;
    this.shape = shape;
    this.files = files;
    this.number = number;
    this.renumbering = renumbering;
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
      recentKeys.restart();
    }
    constants = newConstants;
    rows.addConstants(newConstants);
  }

  /**
   * Forgets everything that was read into this part, because a chain has to be read again from its
   * start. Its first chain comes next.
   *
   * @return false if this was done for the same chain before; then nothing is forgotten
   */
  public boolean restart() throws IOException {
    if (!restarted.add(progress.chainsEnded())) {
      return false;
    }
    rollbackPage();
    for (TableSpool route : routes) {
      route.close(files);
    }
    routes.clear();
    committedRoutes = 0;
    RowBuilder former = rows;
    rows = new RowBuilder(shape);
    rows.limits().keepAs(former.limits());
    rows.addConstants(constants);
    recentKeys.restart();
    progress = new SliceProgress();
    number = renumbering.next();
    return true;
  }

  /** Whether rows of pages before the last one are no longer here. */
  private boolean areRowsUsedAtOnce() {
    return files.keeping() == SpoolFiles.Keeping.LAST_PAGE;
  }

  /** Whether nothing that was read was used, so that {@link #restart} is possible. */
  public boolean canRestart() {
    return !areRowsUsedAtOnce() || progress.records() == 0;
  }

  /** How often {@link #restart} had an effect. */
  public int restarts() {
    return restarted.size();
  }

  /** How many chains were read to their end, including those of an interrupted run. */
  public int chainsEnded() {
    return progress.chainsEnded();
  }

  /**
   * Ends the row. If another version of its record was on this page or shortly before, the newer
   * one of the two counts.
   */
  public void endRow() {
    if (!rows.endRow()) {
      return;
    }
    int route = route();
    if (rows.isProtected()) {
      rows.protect(route, routes.get(route).key());
    }
    if (rows.identityTo() > rows.identityFrom() && !isNewest(route)) {
      return;
    }
    routes.get(route).addRow(rows);
  }

  /** Whether no newer version of the record is remembered. An older one no longer counts. */
  private boolean isNewest(int route) {
    long place = ((long) route << ROUTE_SHIFT) | routes.get(route).nextRow();
    RecentKeys.Finding finding =
        recentKeys.add(
            rows.row().array(), rows.identityFrom(), rows.identityTo(), rows.version(), place);
    if (finding == RecentKeys.Finding.NEW) {
      return true;
    }
    pageRepeats++;
    if (finding == RecentKeys.Finding.OLDER || areRowsUsedAtOnce()) {
      return false;
    }
    long replaced = recentKeys.replaced();
    routes.get((int) (replaced >>> ROUTE_SHIFT)).supersede(replaced & ((1L << ROUTE_SHIFT) - 1));
    rows.markRepeated();
    return true;
  }

  /** Forgets the rows and keys since the last whole page: the page is read again. */
  public void rollbackPage() {
    recentKeys.rollbackPage();
    while (routes.size() > committedRoutes) {
      routes.remove(routes.size() - 1);
    }
    routes.forEach(TableSpool::rollbackPage);
    rows.rollbackPage();
    pageRepeats = 0;
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
    progress.add(pageRecords, newNext, pageRepeats, rows.pageRepairs());
    if (number > 0) {
      files.append(keysEntry());
      files.appendPage(pageEntry());
    }
    routes.forEach(TableSpool::commitPage);
    committedRoutes = routes.size();
    rows.commitPage();
    recentKeys.commitPage();
    pageRepeats = 0;
    if (taker != null && routes.stream().anyMatch(TableSpool::hasHeldRows)) {
      taker.take(this);
    }
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

  /** The pages of the chain in progress. */
  public PageTrail trail() {
    return progress.trail();
  }

  /** How many records of the page in progress came before. */
  public long pageRepeats() {
    return pageRepeats;
  }

  /** How many pages were read into the part, including those of an interrupted run. */
  public long pages() {
    return progress.pages();
  }

  /** The number of records of those pages, including repeated ones. */
  public long records() {
    return progress.records();
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

  /** How many versions of records do not count, because the chain has brought newer ones. */
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

  /** The number of the route for the row. */
  private int route() {
    byte[] bytes = rows.row().array();
    for (int i = 0; i < routes.size(); i++) {
      if (routes.get(i).isFor(bytes, rows.routeFrom(), rows.routeTo())) {
        return i;
      }
    }
    routes.add(new TableSpool(rows, Arrays.copyOfRange(bytes, rows.routeFrom(), rows.routeTo())));
    return routes.size() - 1;
  }
}
