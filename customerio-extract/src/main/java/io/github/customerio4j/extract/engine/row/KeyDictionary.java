package io.github.customerio4j.extract.engine.row;

import io.github.customerio4j.extract.catalog.ColumnPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;

/**
 * The keys that the records of a slice have, each with the column of its values. The number of keys
 * is bounded: past the bound a key lives for one record only, and its cells carry their path.
 */
public final class KeyDictionary {
  /** The field of ours that holds the start of the run. */
  public static final String EXTRACTED_AT = "_extracted_at";

  private static final int MAX_KEYS = 20_000;
  private static final int MAX_KEY_BYTES = 8 << 20;

  private final KeyNode root = new KeyNode(null, new byte[0]);
  private final List<KeyNode> keys = new ArrayList<>();
  private final List<KeyNode> columns = new ArrayList<>();
  private int keyBytes;
  private int committedKeys;
  private int committedColumns;
  private int committedKeyBytes;

  public KeyNode root() {
    return root;
  }

  /** The key's node, made if it is new. */
  public KeyNode child(KeyNode parent, byte[] bytes, int from, int to) {
    KeyNode found = parent.find(bytes, from, to);
    return found != null ? found : add(parent, bytes, from, to);
  }

  /** The node at the path, made if it is new. */
  public KeyNode at(ColumnPath path) {
    KeyNode node = root;
    for (String key : path.keys()) {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      node = child(node, bytes, 0, bytes.length);
    }
    return node;
  }

  /** The node of a constant; one that is ours is never the node of a record's key. */
  KeyNode constant(String name) {
    if (!name.equals(EXTRACTED_AT)) {
      return at(ColumnPath.of(name));
    }
    reserve(name);
    byte[] key = KeyNode.ownKey(name);
    return child(root, key, 0, key.length);
  }

  /** Keeps a name for a field of ours: a record's own field of that name gets a suffix. */
  void reserve(String name) {
    root.holdOurs(name);
  }

  /** The node of a field of ours that is not to be written. */
  KeyNode hidden(String name) {
    byte[] key = KeyNode.hiddenKey(name);
    return child(root, key, 0, key.length);
  }

  /** The node whose values have that column. */
  KeyNode ofColumn(int column) {
    return columns.get(column);
  }

  /** The column of the node's values, or -1 if the dictionary is full. */
  public int columnOf(KeyNode node) {
    if (node.column < 0 && !node.isDetached()) {
      node.column = columns.size();
      columns.add(node);
    }
    return node.column;
  }

  public int columnCount() {
    return columns.size();
  }

  public ColumnPath path(int column) {
    return columns.get(column).path();
  }

  /** Writes the keys that are new since the last page, before {@link #commitPage}. */
  public void save(Buffer to) {
    to.writeInt(keys.size() - committedKeys);
    for (KeyNode node : keys.subList(committedKeys, keys.size())) {
      to.writeInt(node.parent == null ? 0 : node.parent.number);
      to.writeInt(node.key().length).write(node.key());
    }
    to.writeInt(columns.size() - committedColumns);
    for (KeyNode node : columns.subList(committedColumns, columns.size())) {
      to.writeInt(node.number);
    }
  }

  /** Restores the keys of a page. */
  public void restore(Buffer from) throws IOException {
    for (int left = from.readInt(); left > 0; left--) {
      KeyNode parent = node(from.readInt());
      byte[] key = ByteBuilder.readBytes(from);
      child(parent, key, 0, key.length);
    }
    for (int left = from.readInt(); left > 0; left--) {
      columnOf(node(from.readInt()));
    }
    commitPage();
  }

  private KeyNode node(int number) {
    return number == 0 ? root : keys.get(number - 1);
  }

  public void commitPage() {
    committedKeys = keys.size();
    committedColumns = columns.size();
    committedKeyBytes = keyBytes;
  }

  /** Forgets the keys since the last whole page. */
  public void rollbackPage() {
    while (columns.size() > committedColumns) {
      columns.remove(columns.size() - 1).column = -1;
    }
    while (keys.size() > committedKeys) {
      keys.remove(keys.size() - 1).detach();
    }
    keyBytes = committedKeyBytes;
  }

  private KeyNode add(KeyNode parent, byte[] bytes, int from, int to) {
    int length = to - from;
    if (parent.isDetached() || keys.size() >= MAX_KEYS || keyBytes + length > MAX_KEY_BYTES) {
      return KeyNode.passing(parent, bytes, from, to);
    }
    KeyNode node = parent.add(bytes, from, to);
    keys.add(node);
    node.number = keys.size();
    keyBytes += length;
    return node;
  }
}
