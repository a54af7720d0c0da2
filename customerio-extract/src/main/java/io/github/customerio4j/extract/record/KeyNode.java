package io.github.customerio4j.extract.record;

import io.github.customerio4j.extract.table.ColumnPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key of the records of one slice, below the key of the object it stands in. Records of a list
 * mostly have the same keys in the same order, so the child after the one last found is tried
 * first, and a match costs a comparison of bytes and nothing else.
 */
final class KeyNode {
  private static final int HASH_FROM = 12;

  final @Nullable KeyNode parent;
  private final byte[] key;
  private final List<KeyNode> children = new ArrayList<>();
  private @Nullable Map<String, KeyNode> index;
  private int guess;

  /** The column of the values under this key, or -1 while none was met. */
  int column = -1;

  /** What the engine wants to know of the values under this key. */
  KeyRole role = KeyRole.NONE;

  /** Whether an object under this key is kept as JSON text instead of being flattened. */
  boolean verbatim;

  private boolean detached;

  KeyNode(@Nullable KeyNode parent, byte[] key) {
    this.parent = parent;
    this.key = key;
  }

  /** The child under that key, or null if there is none yet. */
  @Nullable KeyNode find(byte[] bytes, int from, int to) {
    int size = children.size();
    int start = guess < size ? guess : 0;
    if (size > 0 && children.get(start).matches(bytes, from, to)) {
      guess = start + 1;
      return children.get(start);
    }
    if (size >= HASH_FROM) {
      return findByHash(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }
    for (int i = 0; i < size; i++) {
      if (children.get(i).matches(bytes, from, to)) {
        guess = i + 1;
        return children.get(i);
      }
    }
    return null;
  }

  KeyNode add(byte[] bytes, int from, int to) {
    KeyNode child = new KeyNode(this, Arrays.copyOfRange(bytes, from, to));
    children.add(child);
    if (index != null) {
      index.put(new String(child.key, StandardCharsets.ISO_8859_1), child);
    }
    return child;
  }

  /** A node that its parent does not know: for one record only. */
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
      parent.children.remove(parent.children.size() - 1);
      parent.index = null;
      parent.guess = 0;
    }
  }

  /** The path from the record's root to this key. */
  ColumnPath path() {
    List<String> keys = new ArrayList<>();
    for (KeyNode node = this; node.parent != null; node = node.parent) {
      keys.add(0, new String(node.key, StandardCharsets.UTF_8));
    }
    return new ColumnPath(keys);
  }

  private boolean matches(byte[] bytes, int from, int to) {
    return Arrays.equals(key, 0, key.length, bytes, from, to);
  }

  private @Nullable KeyNode findByHash(String latin) {
    if (index == null) {
      index = new HashMap<>();
      for (KeyNode child : children) {
        index.put(new String(child.key, StandardCharsets.ISO_8859_1), child);
      }
    }
    return index.get(latin);
  }
}
