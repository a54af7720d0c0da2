package io.github.customerio4j.extract.engine.row;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.TableSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the rows of one slice, one row at a time and one cell at a time.
 *
 * <p>A row is a length, flags and cells. A cell is the number of its column plus one (0: the JSON
 * Pointer of the column follows, for keys past the bound of the dictionary), its kind, a length and
 * UTF-8 text. Not thread-safe: a slice is read by one thread at a time.
 */
public final class RowBuilder {
  private static final byte[] NO_TEXT = {};

  private final RecordShape shape;
  private final boolean keepsNulls;
  private final KeyDictionary dictionary = new KeyDictionary();
  private final Map<KeyNode, byte[]> constants = new LinkedHashMap<>();
  private final TimeLimits limits;
  private final PageTimes times = new PageTimes();
  private ByteBuilder row = new ByteBuilder(1024);
  private final @Nullable RowProtection protection;
  private int[] touched = new int[64];
  private int[] touchedKinds = new int[64];
  private int touchedCount;

  /** The number of the row, from 1. */
  private long number;

  private int identityFrom;
  private int identityTo;
  private int routeFrom;
  private int routeTo;
  private double version;
  private double changed;
  private boolean hasTime;
  private int flags;
  private boolean isTooEarly;
  private long pageRepairs;

  /** A builder for rows of records of that shape. */
  public RowBuilder(RecordShape shape) {
    this.shape = shape;
    this.keepsNulls = shape.keepsNulls();
    this.limits = new TimeLimits(shape);
    if (shape.hasWorkspace()) {
      dictionary.reserve(TableSink.WORKSPACE);
    }
    addConstants(shape.constants());
    shape.changed().forEach(path -> dictionary.at(path).role = KeyRole.CHANGED);
    shape.version().ifPresent(path -> dictionary.at(path).role = KeyRole.VERSION);
    shape.identity().ifPresent(path -> dictionary.at(path).role = KeyRole.IDENTITY);
    shape.created().ifPresent(path -> dictionary.at(path).role = KeyRole.CREATED);
    shape.route().ifPresent(path -> dictionary.at(path).role = KeyRole.ROUTE);
    shape.verbatim().forEach(path -> dictionary.at(path).verbatim = true);
    shape.alwaysJson().forEach(path -> dictionary.at(path).alwaysJson = true);
    this.protection =
        shape.protection().map(run -> new RowProtection(run, shape, dictionary)).orElse(null);
    dictionary.commitPage();
  }

  /** What the records are. */
  public RecordShape shape() {
    return shape;
  }

  /** The keys that the records have. */
  public KeyDictionary dictionary() {
    return dictionary;
  }

  /** The seconds that the slice may bring. */
  public TimeLimits limits() {
    return limits;
  }

  /** The times of the records of the page. */
  public PageTimes times() {
    return times;
  }

  /** Sets the texts of constants from now on; other constants stay. */
  public void addConstants(Map<String, String> texts) {
    texts.forEach(
        (name, text) ->
            constants.put(dictionary.constant(name), text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Starts the next row. */
  public void startRow() {
    row.truncate(0);
    number++;
    isTooEarly = false;
    hasTime = false;
    version = RecordVersion.NONE;
    changed = RecordVersion.NONE;
    touchedCount = 0;
    identityFrom = identityTo = routeFrom = routeTo = 0;
    // A record without a time may be at either border.
    flags = shape.created().isPresent() ? RowFlags.AT_START | RowFlags.AT_END : 0;
    if (!constants.isEmpty()) {
      constants.forEach((node, text) -> cell(node, CellKind.STRING, text, 0, text.length));
    }
  }

  /** Says that the record has that key. If it had it before, what came under it is forgotten. */
  public void enter(KeyNode node) {
    if (node.row == number) {
      forget(node);
    }
    node.row = number;
  }

  private void forget(KeyNode node) {
    byte[] cells = Arrays.copyOf(row.array(), row.length());
    row.truncate(0);
    identityFrom = identityTo = routeFrom = routeTo = 0;
    String pointer = node.path().pointer();
    SpooledCells before = new SpooledCells(cells);
    while (before.next()) {
      int column = before.column();
      KeyNode owner = column < 0 ? null : dictionary.ofColumn(column);
      boolean isForgotten = owner == null ? before.isUnder(pointer) : owner.isWithin(node);
      if (!isForgotten) {
        row.append(cells, before.from(), before.to() - before.from());
        if (owner != null && owner.role != KeyRole.CREATED) {
          look(owner.role, row.length() - before.textLength());
        }
      }
    }
    int kept = 0;
    for (int i = 0; i < touchedCount; i++) {
      if (!dictionary.ofColumn(touched[i]).isWithin(node)) {
        touched[kept] = touched[i];
        touchedKinds[kept++] = touchedKinds[i];
      }
    }
    touchedCount = kept;
  }

  /** Notes a key that has no value in this row: the table gets the column, the row gets no cell. */
  public void noCell(KeyNode node) {
    int column = dictionary.columnOf(node);
    if (column >= 0) {
      touch(column, 0);
    }
  }

  /** Notes a key whose value is null. If nulls are not kept, it has no value. */
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
    int kinds =
        kind == CellKind.STRING ? ValueKinds.ofString(text, from, length) : ValueKinds.of(kind);
    cell(node, kind, kinds, text, from, length);
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

  /**
   * Ends the row.
   *
   * @return whether the record belongs to the slice; if not, the row is left out
   */
  public boolean endRow() {
    if (!hasTime) {
      times.addUnknown();
    }
    return !isTooEarly && isOneOfThose();
  }

  /** Whether values change before they reach the disk, by {@link #protect}. */
  public boolean isProtected() {
    return protection != null;
  }

  /**
   * Leaves out and hashes what must not reach the disk, after {@link #endRow}.
   *
   * @param route the number of the row's route
   * @param key the text of its route field
   */
  public void protect(int route, String key) {
    RowProtection rules = protection;
    if (rules != null && rules.copy(row, identityTo, version(), route, key)) {
      row = rules.swap(row);
      identityFrom = rules.identityFrom();
      identityTo = rules.identityTo();
      flags = rules.hasUnlisted() ? flags : flags & ~RowFlags.UNLISTED;
      rules.adjustKinds(touched, touchedKinds, touchedCount);
    }
  }

  private boolean isOneOfThose() {
    return shape.onlyIdentities().isEmpty()
        || shape
            .onlyIdentities()
            .contains(
                new String(
                    row.array(), identityFrom, identityTo - identityFrom, StandardCharsets.UTF_8));
  }

  /** The cells of the row. */
  public ByteBuilder row() {
    return row;
  }

  /** When the record was changed, as {@link RecordVersion} says. */
  public double version() {
    return version == RecordVersion.NONE ? changed : version;
  }

  /** Notes that an earlier row has another version of the record. */
  public void markRepeated() {
    flags |= RowFlags.REPEATED;
  }

  /** The {@link RowFlags} of the row. */
  public int flags() {
    return flags;
  }

  /** The columns that the row has, in its order; valid up to {@link #touchedCount}. */
  public int[] touched() {
    return touched;
  }

  /** The {@link ValueKinds} of the row's value in each of those columns. */
  public int[] touchedKinds() {
    return touchedKinds;
  }

  /** How many columns the row has. */
  public int touchedCount() {
    return touchedCount;
  }

  /** Where the record's identity starts in the row; where it ends, too, if it has none. */
  public int identityFrom() {
    return identityFrom;
  }

  /** Where the record's identity ends in the row. */
  public int identityTo() {
    return identityTo;
  }

  /** Where the text of the route field starts in the row. */
  public int routeFrom() {
    return routeFrom;
  }

  /** Where the text of the route field ends in the row. */
  public int routeTo() {
    return routeTo;
  }

  /** How many texts of the page were not Unicode and were repaired. */
  public long pageRepairs() {
    return pageRepairs;
  }

  /** Forgets what the page brought. */
  public void rollbackPage() {
    times.clear();
    if (protection != null) {
      protection.rollbackPage();
    }
    dictionary.rollbackPage();
    pageRepairs = 0;
  }

  /** Keeps the keys that the page brought. */
  public void commitPage() {
    dictionary.commitPage();
    pageRepairs = 0;
  }

  /** Frees the memory of the row. */
  public void free() {
    row.free();
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
      case VERSION -> version = RecordVersion.ofId(row.array(), start, row.length());
      case CHANGED -> changed = RecordVersion.of(row.array(), start, row.length());
      case NONE -> {}
    }
  }

  private int borders(int start) {
    int length = ValueKinds.lengthOfSeconds(row.array(), start, row.length());
    if (length == 0) {
      return RowFlags.AT_START | RowFlags.AT_END;
    }
    long seconds = parseLong(start, start + length);
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
}
