package io.github.customerio4j.extract.engine.spool;

import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.CellCode;
import io.github.customerio4j.extract.engine.row.KeyDictionary;
import io.github.customerio4j.extract.engine.row.KeyNode;
import io.github.customerio4j.extract.engine.row.KeyRole;
import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.row.RecentKeys;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.row.RowFlags;
import io.github.customerio4j.extract.engine.row.TimeLimits;
import io.github.customerio4j.extract.engine.row.ValueKinds;
import io.github.customerio4j.extract.sink.CellKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okio.Buffer;

/**
 * The rows of one slice: built a cell at a time, gathered for a page, spooled when the page is
 * whole.
 *
 * <p>A row is a length, flags and cells; a cell is its column's number plus one (0: the column's
 * JSON Pointer follows, for keys past the dictionary's bound), its kind, a length and UTF-8 text.
 * Not thread-safe: a slice is read by one thread at a time.
 */
public final class SliceSpool implements Closeable {
  private static final byte[] NO_TEXT = {};

  private final RecordShape shape;
  private final boolean keepsNulls;
  private final SpoolFolder spool;
  private final int number;
  private final KeyDictionary dictionary = new KeyDictionary();
  private final RecentKeys recentKeys = new RecentKeys();
  private final List<TableSpool> routes = new ArrayList<>();
  private final Map<KeyNode, byte[]> constants = new LinkedHashMap<>();
  private final SliceProgress progress = new SliceProgress();
  private int committedRoutes;

  private final ByteBuilder row = new ByteBuilder(1024);
  private int[] touched = new int[64];
  private int[] touchedKinds = new int[64];
  private int touchedCount;
  private int identityFrom;
  private int identityTo;
  private int routeFrom;
  private int routeTo;
  private final PageTimes times = new PageTimes();
  private boolean hasTime;
  private int flags;
  private boolean isTooEarly;
  private final TimeLimits limits;
  private long pageDuplicates;
  private long pageRepairs;

  /** A part for records of that shape, in files of that folder. Opens nothing yet. */
  public SliceSpool(RecordShape shape, SpoolFolder spool) {
    this(shape, spool, 0);
  }

  /**
   * @param number what names the part in the journal; 0 for one that is not in it
   */
  SliceSpool(RecordShape shape, SpoolFolder spool, int number) {
    this.shape = shape;
    this.keepsNulls = shape.keepsNulls();
    this.spool = spool;
    this.number = number;
    this.limits = new TimeLimits(shape);
    addConstants(shape.constants());
    shape.identity().ifPresent(path -> dictionary.at(path).role = KeyRole.IDENTITY);
    shape.created().ifPresent(path -> dictionary.at(path).role = KeyRole.CREATED);
    shape.route().ifPresent(path -> dictionary.at(path).role = KeyRole.ROUTE);
    shape.verbatim().forEach(path -> dictionary.at(path).verbatim = true);
    dictionary.commitPage();
  }

  public RecordShape shape() {
    return shape;
  }

  public KeyDictionary dictionary() {
    return dictionary;
  }

  /**
   * Makes ready for another chain, or to go on with the one that an interrupted run was in.
   *
   * @param newConstants the texts of the shape's constants from now on; others stay
   */
  public void beginChain(Map<String, String> newConstants) {
    if (progress.next().isEmpty()) {
      recentKeys.beginAnew();
    }
    addConstants(newConstants);
  }

  private void addConstants(Map<String, String> texts) {
    texts.forEach(
        (name, text) ->
            constants.put(
                dictionary.at(ColumnPath.of(name)), text.getBytes(StandardCharsets.UTF_8)));
  }

  /** How many chains were read to their end, by an interrupted run too. */
  public int chainsEnded() {
    return progress.chainsEnded();
  }

  public void startRow() {
    row.truncate(0);
    isTooEarly = false;
    hasTime = false;
    touchedCount = 0;
    identityFrom = identityTo = routeFrom = routeTo = 0;
    // Without a time to judge by, a record may stand at either border.
    flags = shape.created().isPresent() ? RowFlags.AT_START | RowFlags.AT_END : 0;
    if (!constants.isEmpty()) {
      constants.forEach((node, text) -> cell(node, CellKind.STRING, text, 0, text.length));
    }
  }

  /** Notes a key that has no value in this row: it makes a column, and no cell. */
  public void noCell(KeyNode node) {
    int column = dictionary.columnOf(node);
    if (column >= 0) {
      touch(column, 0);
    }
  }

  /** Notes a key whose value is null; where nobody wants to know of nulls, it has no value. */
  public void nullCell(KeyNode node) {
    if (!keepsNulls) {
      noCell(node);
      return;
    }
    int column = dictionary.columnOf(node);
    if (column < 0) {
      unlistedCell(node, CellKind.NULL, NO_TEXT, 0, 0);
    } else {
      touch(column, 0);
      row.appendCell(column + 1, CellCode.NULL, NO_TEXT, 0, 0);
    }
  }

  /** Adds a cell that is neither a number nor an array. */
  public void cell(KeyNode node, CellKind kind, byte[] text, int from, int length) {
    cell(node, kind, ValueKinds.of(kind), text, from, length);
  }

  /** Adds a number, of the {@link ValueKinds} given. */
  public void number(KeyNode node, int kinds, byte[] text, int from, int length) {
    cell(node, CellKind.NUMBER, kinds, text, from, length);
  }

  /** Adds a JSON text, an array or a whole object, of the {@link ValueKinds} given. */
  public void json(KeyNode node, int kinds, byte[] text, int from, int length) {
    cell(node, CellKind.JSON, kinds, text, from, length);
  }

  private void cell(KeyNode node, CellKind kind, int kinds, byte[] text, int from, int length) {
    int column = dictionary.columnOf(node);
    if (column < 0) {
      unlistedCell(node, kind, text, from, length);
    } else {
      touch(column, kinds);
      row.appendCell(column + 1, CellCode.of(kind), text, from, length);
    }
    if (node.role != KeyRole.NONE) {
      look(node.role, row.length() - length);
    }
  }

  private void unlistedCell(KeyNode node, CellKind kind, byte[] text, int from, int length) {
    flags |= RowFlags.UNLISTED;
    byte[] pointer = node.path().pointer().getBytes(StandardCharsets.UTF_8);
    row.appendVarint(0);
    row.appendVarint(pointer.length);
    row.append(pointer, 0, pointer.length);
    row.append(CellCode.of(kind));
    row.appendVarint(length);
    row.append(text, from, length);
  }

  /** Counts a piece of text that was not Unicode and was replaced by U+FFFD. */
  public void countRepair() {
    pageRepairs++;
  }

  /** Ends the row; it is left out if its identity was seen on this page or shortly before. */
  public void endRow() {
    if (!hasTime) {
      times.addUnknown();
    }
    if (isTooEarly || !isOneOfThose()) {
      return;
    }
    if (identityTo > identityFrom && !recentKeys.add(row.array(), identityFrom, identityTo)) {
      pageDuplicates++;
      return;
    }
    route().addRow(flags, row, touched, touchedKinds, touchedCount);
  }

  private boolean isOneOfThose() {
    return shape.onlyIdentities().isEmpty()
        || shape
            .onlyIdentities()
            .contains(
                new String(
                    row.array(), identityFrom, identityTo - identityFrom, StandardCharsets.UTF_8));
  }

  /** Forgets the rows and keys since the last whole page: the page is read anew. */
  public void rollbackPage() {
    recentKeys.rollbackPage();
    while (routes.size() > committedRoutes) {
      routes.remove(routes.size() - 1);
    }
    routes.forEach(TableSpool::rollbackPage);
    times.clear();
    dictionary.rollbackPage();
    pageDuplicates = 0;
    pageRepairs = 0;
  }

  /** Spools the rows of a page that was read whole, where it was the last one or names no next. */
  public void commitPage() throws IOException {
    commitPage(0, Optional.empty());
  }

  /**
   * Spools the rows of a page that was read whole.
   *
   * @param pageRecords the page's records, repeated ones included
   * @param newNext where the list goes on
   */
  public void commitPage(int pageRecords, Optional<Cursor> newNext) throws IOException {
    for (TableSpool route : routes) {
      route.spoolPage(spool);
    }
    progress.add(pageRecords, newNext, pageDuplicates, pageRepairs);
    if (number > 0) {
      spool.append(keysEntry());
      spool.append(pageEntry());
    }
    routes.forEach(TableSpool::commitPage);
    committedRoutes = routes.size();
    dictionary.commitPage();
    recentKeys.commitPage();
    pageDuplicates = 0;
    pageRepairs = 0;
  }

  private Buffer keysEntry() {
    Buffer entry = new Buffer().writeByte(SpoolJournal.KEYS).writeInt(number);
    recentKeys.save(entry);
    return entry;
  }

  private Buffer pageEntry() {
    Buffer entry = new Buffer().writeByte(SpoolJournal.PAGE).writeInt(number);
    progress.save(entry, times);
    dictionary.save(entry);
    for (int i = 0; i < routes.size(); i++) {
      if (i >= committedRoutes || routes.get(i).isTouched()) {
        entry.writeInt(i);
        routes.get(i).save(entry);
      }
    }
    return entry;
  }

  /** Takes in all that an interrupted run had read into this part. */
  void restore(InterruptedSlice former) throws IOException {
    for (byte[] page : former.pages()) {
      restorePage(new Buffer().write(page));
    }
    for (byte[] keys : former.keys()) {
      recentKeys.restore(keys);
    }
    for (TableSpool route : routes) {
      route.check(spool);
    }
    committedRoutes = routes.size();
  }

  private void restorePage(Buffer from) throws IOException {
    progress.restore(from);
    dictionary.restore(from);
    while (!from.exhausted()) {
      int index = from.readInt();
      byte[] key = ByteBuilder.readBytes(from);
      if (index == routes.size()) {
        routes.add(new TableSpool(this, key));
      }
      routes.get(index).restore(from, spool);
    }
  }

  /** The times of the pages that an interrupted run had read, in order. */
  public List<PageTimes> formerTimes() {
    return progress.formerTimes();
  }

  /** How many pages were read into the part, by an interrupted run too. */
  public long pages() {
    return progress.pages();
  }

  /** How many records those pages had, repeated ones included. */
  public long records() {
    return progress.records();
  }

  /** Where the list goes on; empty before the first page and after the last. */
  public Optional<Cursor> next() {
    return progress.next();
  }

  /**
   * Gives up what lies outside these seconds, because other slices bring it; rows already read stay
   * as they are, so the cut must lie beyond them by two seconds or more. May be narrowed further.
   */
  public void keep(long from, long to) {
    limits.keep(from, to);
  }

  /** Takes back {@link #keep}: the slice brings everything again, rows left out so far included. */
  public void keepAll() {
    keep(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public boolean isCut() {
    return limits.isCut();
  }

  /** The second that this slice shares with the one before it in time, if there is a limit. */
  public OptionalLong firstSecond() {
    return limits.firstSecond();
  }

  /** The second that this slice shares with the one after it in time, if there is a limit. */
  public OptionalLong lastSecond() {
    return limits.lastSecond();
  }

  /** The times of the page that was read last. */
  public PageTimes times() {
    return times;
  }

  /** The rows by table, in the order in which the tables were first met. */
  public List<TableSpool> routes() {
    return List.copyOf(routes);
  }

  /** The path of the column with that number. */
  public ColumnPath path(int column) {
    return dictionary.path(column);
  }

  /** How many records were left out because the chain had brought them shortly before. */
  public long duplicates() {
    return progress.duplicates();
  }

  /** How many strings held something that is not Unicode, which became U+FFFD. */
  public long repairs() {
    return progress.repairs();
  }

  /** Ends the writing; the rows stay readable until the spool folder is closed. */
  @Override
  public void close() throws IOException {
    recentKeys.free();
    row.free();
    for (TableSpool route : routes) {
      route.close(spool);
    }
  }

  private void touch(int column, int kinds) {
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, touchedCount * 2);
      touchedKinds = Arrays.copyOf(touchedKinds, touchedCount * 2);
    }
    touched[touchedCount] = column;
    touchedKinds[touchedCount++] = kinds;
  }

  private void look(KeyRole role, int start) {
    switch (role) {
      case IDENTITY -> {
        identityFrom = start;
        identityTo = row.length();
      }
      case ROUTE -> {
        routeFrom = start;
        routeTo = row.length();
      }
      case CREATED -> flags = (flags & RowFlags.UNLISTED) | borders(start);
      case NONE -> {}
    }
  }

  private int borders(int start) {
    int length = row.length() - start;
    if (!ValueKinds.isWholeNumber(row.array(), start, length)) {
      return RowFlags.AT_START | RowFlags.AT_END;
    }
    long seconds = parseLong(start, row.length());
    hasTime = true;
    times.add(seconds);
    isTooEarly = shape.earliest().isPresent() && seconds == shape.earliest().get() - 1;
    return limits.flags(seconds);
  }

  private long parseLong(int from, int to) {
    boolean negative = row.array()[from] == '-';
    long value = 0;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      value = value * 10 + row.array()[i] - '0';
    }
    return negative ? -value : value;
  }

  private TableSpool route() {
    byte[] bytes = row.array();
    for (TableSpool route : routes) {
      if (route.isFor(bytes, routeFrom, routeTo)) {
        return route;
      }
    }
    TableSpool route = new TableSpool(this, Arrays.copyOfRange(bytes, routeFrom, routeTo));
    routes.add(route);
    return route;
  }
}
