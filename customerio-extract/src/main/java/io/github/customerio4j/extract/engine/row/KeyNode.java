package io.github.customerio4j.extract.engine.row;

import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.sink.ColumnNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key of the records of one slice, below the key of the object that holds it. The records of a
 * list mostly have the same keys in the same order, so the key after the last one is tried first,
 * against the bytes of the page: a match costs a comparison of a word or two.
 */
public final class KeyNode {
  private static final int HASH_FROM = 8;
  private static final KeyNode[] NONE = {};

  /** The first byte of a key of ours: no UTF-8 has it. */
  private static final byte OWN = (byte) 0xFF;

  /** What the path of a field that is not to be written starts with: no decoded text has it. */
  private static final String UNWRITTEN = "\uD800";

  /** The unwritten field that holds the time of a record's last change. */
  static final String VERSION = "version";

  /** How many children, from the expected one on, are tried before the key is looked up. */
  private static final int TRIES = 2;

  public final @Nullable KeyNode parent;
  private final byte[] key;

  /** The key and the quote that ends it, eight bytes a word; empty if it is never written so. */
  private final long[] words;

  private final long lastMask;
  private KeyNode[] children = NONE;
  private int childCount;

  /** Children by hash, open addressing; null while there are few. */
  private @Nullable KeyNode @Nullable [] table;

  /** The place of the child that is expected next. */
  private int guess;

  /** This node's place among the children of its parent. */
  private int rank;

  /** Its number among the keys of the slice, from 1; 0 for the root. */
  int number;

  /** The column of the values under this key, or -1 if no value was read yet. */
  public int column = -1;

  /** What the engine does with the values under this key, besides copying them. */
  public KeyRole role = KeyRole.NONE;

  /** Whether an object under this key is kept as JSON text instead of being flattened. */
  public boolean verbatim;

  /** Whether any value under this key is kept as JSON text, a text in its quotes. */
  public boolean alwaysJson;

  /** The number of the row that had this key last; see {@link RowBuilder#enter}. */
  long row;

  /** The names of the fields of ours below this node, the root. */
  private List<String> ours = List.of();

  private boolean detached;

  KeyNode(@Nullable KeyNode parent, byte[] key) {
    this.parent = parent;
    this.key = key;
    byte[] padded = Arrays.copyOf(key, (key.length + Long.BYTES) & -Long.BYTES);
    padded[key.length] = '"';
    this.words = isWrittenAsIs(key) ? new long[padded.length / Long.BYTES] : new long[0];
    for (int i = 0; i < words.length; i++) {
      words[i] = SwarWords.at(padded, i * Long.BYTES);
    }
    this.lastMask = -1L >>> (8 * (padded.length - key.length - 1));
  }

  /** Says that an object begins: its first key is expected next. */
  public void expectFirst() {
    guess = 0;
  }

  /** The child that is expected, if its key and a quote stand at that index. */
  public @Nullable KeyNode expectedAt(byte[] text, int at) {
    int end = Math.min(guess + TRIES, childCount);
    for (int i = guess; i < end; i++) {
      KeyNode child = children[i];
      if (child.standsAt(text, at)) {
        guess = i + 1;
        return child;
      }
    }
    return null;
  }

  /** The length of the key with both its quotes. */
  public int quotedLength() {
    return key.length + 2;
  }

  /** The child under that key, or null if there is none yet. */
  @Nullable KeyNode find(byte[] bytes, int from, int to) {
    if (childCount >= HASH_FROM) {
      @Nullable KeyNode[] slots = table();
      KeyNode child = slots[slotOf(slots, bytes, from, to)];
      guess = child == null ? guess : child.rank + 1;
      return child;
    }
    for (int i = 0; i < childCount; i++) {
      KeyNode child = children[i];
      if (child.matches(bytes, from, to)) {
        guess = i + 1;
        return child;
      }
    }
    return null;
  }

  KeyNode add(byte[] bytes, int from, int to) {
    KeyNode child = new KeyNode(this, Arrays.copyOfRange(bytes, from, to));
    child.rank = childCount;
    if (childCount == children.length) {
      children = Arrays.copyOf(children, Math.max(4, childCount * 2));
    }
    children[childCount++] = child;
    if (table != null && childCount * 2 <= table.length) {
      table[slotOf(table, bytes, from, to)] = child;
    } else {
      table = null;
    }
    return child;
  }

  /** Says that a field of ours is below this node, the root. */
  void holdOurs(String name) {
    if (!ours.contains(name)) {
      ours = Stream.concat(ours.stream(), Stream.of(name)).toList();
    }
  }

  /** A field of ours, which no key of a record matches. */
  static byte[] ownKey(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    byte[] marked = new byte[text.length + 1];
    marked[0] = OWN;
    System.arraycopy(text, 0, marked, 1, text.length);
    return marked;
  }

  /** A field of ours that is not to be written. */
  static byte[] hiddenKey(String name) {
    byte[] own = ownKey(name);
    byte[] marked = new byte[own.length + 1];
    marked[0] = OWN;
    System.arraycopy(own, 0, marked, 1, own.length);
    return marked;
  }

  /** The path of the time of a record's last change, in rows that hide the field that tells it. */
  public static ColumnPath hiddenVersion() {
    return hiddenPath(VERSION);
  }

  /** The path of a field of ours that is not to be written. */
  public static ColumnPath hiddenPath(String name) {
    return ColumnPath.of(UNWRITTEN + name);
  }

  /** Whether the pointer is of such a path. */
  public static boolean isHidden(String pointer) {
    return pointer.startsWith(UNWRITTEN, 1);
  }

  /** A node that its parent does not keep: it lives for one record only. */
  static KeyNode passing(KeyNode parent, byte[] bytes, int from, int to) {
    KeyNode node = new KeyNode(parent, Arrays.copyOfRange(bytes, from, to));
    node.detached = true;
    return node;
  }

  boolean isDetached() {
    return detached;
  }

  /** Takes this node, the one that was added last, back from its parent. */
  void detach() {
    detached = true;
    if (parent != null) {
      parent.childCount--;
      parent.table = null;
      parent.guess = 0;
    }
  }

  /** The key, as UTF-8. */
  byte[] key() {
    return key;
  }

  /** The path from the record's root to this key. */
  public ColumnPath path() {
    List<String> keys = new ArrayList<>();
    for (KeyNode node = this; node.parent != null; node = node.parent) {
      keys.add(0, node.name());
    }
    return new ColumnPath(keys);
  }

  /** The key; a record's own key that is called like a field of ours gets a suffix. */
  private String name() {
    if (key.length > 1 && key[0] == OWN && key[1] == OWN) {
      return UNWRITTEN + new String(key, 2, key.length - 2, StandardCharsets.UTF_8);
    }
    if (key.length > 0 && key[0] == OWN) {
      return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
    }
    String name = new String(key, StandardCharsets.UTF_8);
    if (parent != null) {
      for (String own : parent.ours) {
        name = ColumnNames.beside(own, name);
      }
    }
    return name;
  }

  /** Whether this node is the other one or below it. */
  boolean isWithin(KeyNode other) {
    KeyNode node = this;
    while (node != other && node.parent != null) {
      node = node.parent;
    }
    return node == other;
  }

  private boolean matches(byte[] bytes, int from, int to) {
    return Arrays.equals(key, 0, key.length, bytes, from, to);
  }

  private boolean standsAt(byte[] text, int at) {
    int last = words.length - 1;
    if (last < 0 || at + words.length * Long.BYTES > text.length) {
      return false;
    }
    for (int i = 0; i < last; i++) {
      if (SwarWords.at(text, at + i * Long.BYTES) != words[i]) {
        return false;
      }
    }
    return ((SwarWords.at(text, at + last * Long.BYTES) ^ words[last]) & lastMask) == 0;
  }

  /** Quotes, backslashes and control characters stand in the text with an escape. */
  private static boolean isWrittenAsIs(byte[] key) {
    for (byte c : key) {
      if (c == '"' || c == '\\' || (c >= 0 && c < ' ') || c == OWN) {
        return false;
      }
    }
    return true;
  }

  private @Nullable KeyNode[] table() {
    if (table == null) {
      table = new KeyNode[Integer.highestOneBit(childCount) * 8];
      for (int i = 0; i < childCount; i++) {
        KeyNode child = children[i];
        table[slotOf(table, child.key, 0, child.key.length)] = child;
      }
    }
    return table;
  }

  private static int slotOf(@Nullable KeyNode[] table, byte[] bytes, int from, int to) {
    int slot = SwarWords.hash(bytes, from, to) & (table.length - 1);
    while (true) {
      KeyNode child = table[slot];
      if (child == null || child.matches(bytes, from, to)) {
        return slot;
      }
      slot = (slot + 1) & (table.length - 1);
    }
  }
}
