package io.github.customerio4j.extract.engine.row;

import io.github.customerio4j.extract.catalog.ColumnPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows of one slice as they may reach the disk: without the fields that are left out,
 * and with hashes. Not thread-safe.
 */
final class RowProtection {
  private final Protection run;
  private final RecordShape shape;
  private final KeyDictionary dictionary;
  private final @Nullable ValueHash hash;

  /** The columns that hold, encrypted, what the run reads back; by the path of the field. */
  private final Map<ColumnPath, KeyNode> hidden = new HashMap<>();

  private final KeyNode version;
  private final Map<Integer, Rules> byRoute = new HashMap<>();
  private ByteBuilder out = new ByteBuilder(1024);
  private int identityFrom;
  private int identityTo;
  private boolean hasUnlisted;

  private @Nullable Rules last;

  /** The length of the text that was copied last. */
  private int lastLength;

  /** The rules of one table, by the columns of the slice. */
  private static final class Rules {
    private final String table;
    private final FieldRules rules;
    private final JsonFields within;
    private FieldRules.@Nullable Action[] actions = new FieldRules.@Nullable Action[64];
    private @Nullable Set<Long>[] samples = newSamples(64);
    private boolean hidesVersion;

    /** Whether a column is hashed within its quotes. */
    private boolean hasQuotes;

    Rules(String table, FieldRules rules, JsonFields within) {
      this.table = table;
      this.rules = rules;
      this.within = within;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Set<Long>[] newSamples(int length) {
      return (Set<Long>[]) new Set<?>[length];
    }

    FieldRules.Action of(int column, RecordShape shape, KeyDictionary dictionary) {
      if (column >= actions.length) {
        int length = Math.max(column + 1, actions.length * 2);
        actions = Arrays.copyOf(actions, length);
        samples = Arrays.copyOf(samples, length);
      }
      FieldRules.Action action = actions[column];
      if (action == null) {
        action = shape.action(rules, dictionary.path(column));
        actions[column] = action;
      }
      return action;
    }
  }

  RowProtection(Protection run, RecordShape shape, KeyDictionary dictionary) {
    this.run = run;
    this.shape = shape;
    this.dictionary = dictionary;
    this.hash = run.newHash().orElse(null);
    for (ColumnPath path : shape.readBack()) {
      hidden.put(path, dictionary.hidden(path.pointer()));
    }
    this.version = dictionary.hidden(KeyNode.VERSION);
  }

  /** Forgets what depends on the columns and routes of a page that is read again. */
  void rollbackPage() {
    byRoute.clear();
  }

  /**
   * Copies the row that was built.
   *
   * @param identityEnd the end of the record's identity in the row; 0 if it has none
   * @param builtVersion the record's version
   * @param route the number of the row's route
   * @param key the text of its route field
   * @return whether there is a copy in {@link #out}; if not, the row stays as it is
   */
  boolean copy(ByteBuilder built, int identityEnd, double builtVersion, int route, String key) {
    Rules rules = rules(route, key);
    if (rules.rules.isEmpty() && hash == null && !shape.isReadBackOnly()) {
      return false;
    }
    last = rules;
    byte[] row = built.array();
    int end = built.length();
    out.truncate(0);
    identityFrom = identityTo = 0;
    hasUnlisted = false;
    int at = 0;
    while (at < end) {
      int start = at;
      int column = varint(row, at) - 1;
      at = afterVarint(row, at);
      ColumnPath path = null;
      if (column < 0) {
        int length = varint(row, at);
        at = afterVarint(row, at);
        path = ColumnPath.parse(new String(row, at, length, StandardCharsets.UTF_8));
        at += length;
      }
      int code = row[at++];
      int length = varint(row, at);
      at = afterVarint(row, at);
      FieldRules.Action action =
          path == null ? rules.of(column, shape, dictionary) : shape.action(rules.rules, path);
      int copied = out.length();
      copy(rules, action, column, path, code, row, start, at, length);
      at += length;
      boolean isIdentity = identityEnd > 0 && at == identityEnd;
      if (isIdentity && out.length() > copied && action != FieldRules.Action.LEAVE_OUT) {
        identityTo = out.length();
        identityFrom = identityTo - lastLength;
      }
      if (action != FieldRules.Action.KEEP && length > 0) {
        hide(column, path, row, at - length, length, rules);
      }
    }
    if (rules.hidesVersion && builtVersion != RecordVersion.NONE) {
      append(version, number(builtVersion));
    }
    return true;
  }

  private void copy(
      Rules rules,
      FieldRules.Action action,
      int column,
      @Nullable ColumnPath path,
      int code,
      byte[] row,
      int start,
      int textFrom,
      int length) {
    lastLength = length;
    if (action == FieldRules.Action.LEAVE_OUT) {
      return;
    }
    hasUnlisted |= column < 0;
    int to = textFrom + length;
    ValueHash hashing = hash;
    if (action == FieldRules.Action.HASH && hashing != null && code != CellCode.NULL) {
      if (code == CellCode.JSON && row[textFrom] == '"') {
        // A text that always stays JSON: it is hashed without its quotes.
        rules.hasQuotes = true;
        byte[] hashed = hashed(rules, hashing, row, textFrom, length);
        append(column, path, CellCode.JSON, hashed, hashed.length);
      } else if (hashing.hash(row, textFrom, to)) {
        if (hashing.wasAddress()) {
          run.addresses().addHashed(hashing.word());
        }
        append(column, path, CellCode.STRING, hashing.hex(), hashing.hex().length);
      } else {
        out.append(row, start, to - start);
      }
      return;
    }
    if (code == CellCode.JSON && rules.rules.reachWithin()) {
      byte[] changed = within(rules, column, path, row, textFrom, length);
      if (changed != null) {
        append(column, path, CellCode.JSON, changed, changed.length);
        return;
      }
    } else if (code == CellCode.STRING && hashing != null) {
      compare(rules, hashing, column, row, textFrom, to);
    }
    out.append(row, start, to - start);
  }

  private byte[] hashed(Rules rules, ValueHash hashing, byte[] row, int from, int length) {
    try {
      return rules.within.hashed(row, from, length);
    } catch (IOException | RuntimeException e) {
      // It is no JSON that a library reads: its text is hashed instead.
      hashing.hash(row, from, from + length);
      return ('"' + new String(hashing.hex(), StandardCharsets.US_ASCII) + '"')
          .getBytes(StandardCharsets.US_ASCII);
    }
  }

  private byte @Nullable [] within(
      Rules rules, int column, @Nullable ColumnPath path, byte[] row, int from, int length) {
    try {
      return rules.within.applied(path == null ? dictionary.path(column) : path, row, from, length);
    } catch (IOException | RuntimeException e) {
      // What cannot be looked through must not be written.
      return "null".getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** Remembers an address that stays as it is, to be compared with those that are hashed. */
  private void compare(Rules rules, ValueHash hashing, int column, byte[] row, int from, int to) {
    if (column < 0 || !hasAt(row, from, to)) {
      return;
    }
    Set<Long> sample = rules.samples[column];
    if (sample == null) {
      sample = run.addresses().sample(rules.table, dictionary.path(column).pointer());
      rules.samples[column] = sample;
    }
    if (!SameAddresses.isFull(sample) && hashing.hash(row, from, to) && hashing.wasAddress()) {
      sample.add(hashing.word());
    }
  }

  private static boolean hasAt(byte[] row, int from, int to) {
    for (int i = from; i < to; i++) {
      if (row[i] == '@') {
        return true;
      }
    }
    return false;
  }

  /** Keeps, encrypted, a text that the run must read back. */
  private void hide(
      int column, @Nullable ColumnPath path, byte[] row, int from, int length, Rules rules) {
    KeyRole role = column < 0 ? KeyRole.NONE : dictionary.ofColumn(column).role;
    rules.hidesVersion |= role == KeyRole.VERSION || role == KeyRole.CHANGED;
    if (!hidden.isEmpty()) {
      KeyNode node = hidden.get(path == null ? dictionary.path(column) : path);
      if (node != null) {
        append(node, run.encrypted(row, from, length));
      }
    }
  }

  private void append(KeyNode node, byte[] text) {
    out.appendCell(dictionary.columnOf(node) + 1, CellCode.STRING, text, 0, text.length);
  }

  private void append(int column, @Nullable ColumnPath path, int code, byte[] text, int length) {
    lastLength = length;
    if (path != null) {
      byte[] pointer = path.pointer().getBytes(StandardCharsets.UTF_8);
      out.appendVarint(0);
      out.appendVarint(pointer.length);
      out.append(pointer, 0, pointer.length);
      out.append(code);
      out.appendVarint(length);
      out.append(text, 0, length);
    } else {
      out.appendCell(column + 1, code, text, 0, length);
    }
  }

  private static byte[] number(double version) {
    String text =
        version == Math.rint(version) && Math.abs(version) < 1e18
            ? String.valueOf((long) version)
            : String.valueOf(version);
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Gives the columns that were hashed in the row that was copied last the kind of texts. */
  void adjustKinds(int[] columns, int[] kinds, int count) {
    Rules rules = last;
    for (int i = 0; rules != null && i < count; i++) {
      boolean isHashed = rules.of(columns[i], shape, dictionary) == FieldRules.Action.HASH;
      if (isHashed && (kinds[i] & ~ValueKinds.STRING) != 0) {
        kinds[i] = rules.hasQuotes ? ValueKinds.JSON : ValueKinds.STRING;
      }
    }
  }

  /** The copy; what is given takes its place. */
  ByteBuilder swap(ByteBuilder other) {
    ByteBuilder copied = out;
    out = other;
    return copied;
  }

  int identityFrom() {
    return identityFrom;
  }

  int identityTo() {
    return identityTo;
  }

  /** Whether the copy has a cell whose key came after the dictionary was full. */
  boolean hasUnlisted() {
    return hasUnlisted;
  }

  private Rules rules(int route, String key) {
    Rules rules = byRoute.get(route);
    if (rules == null) {
      String table = shape.tableOfRoute(key);
      FieldRules of = run.rules(table);
      rules = new Rules(table, of, new JsonFields(of, hash));
      byRoute.put(route, rules);
    }
    return rules;
  }

  private static int varint(byte[] bytes, int from) {
    int value = 0;
    int at = from;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[at++];
      value |= (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private static int afterVarint(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] < 0) {
      at++;
    }
    return at + 1;
  }
}
