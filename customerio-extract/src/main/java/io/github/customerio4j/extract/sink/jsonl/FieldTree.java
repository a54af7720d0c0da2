package io.github.customerio4j.extract.sink.jsonl;

import io.github.customerio4j.extract.sink.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table as a tree of objects, by their JSON Pointers. Fields have positions in an
 * order in which each object is opened and closed once. Objects are numbered; 0 is the record.
 */
final class FieldTree {
  static final int RECORD = 0;

  private final List<Node> objects = new ArrayList<>();
  private final int[] columns;
  private final int[] positions;
  private final int[] parents;
  private final byte[][] names;
  private int placed;

  /** A key: an object, a field with values, or one in some records and the other in others. */
  private static final class Node {
    private final int parent;
    private final int depth;
    private final byte[] name;
    private final Map<String, Node> children = new HashMap<>();
    private final List<Node> inOrder = new ArrayList<>();

    /** The column of the values, or -1. */
    private int column = -1;

    /** Its number as an object, or -1. */
    private int number = -1;

    Node(int parent, int depth, byte[] name) {
      this.parent = parent;
      this.depth = depth;
      this.name = name;
    }
  }

  /** Encodes keys in the form that they have before a value: {@code ,"key":}. */
  private static final class Names {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonEncoder json = new JsonEncoder(bytes);

    byte[] encoded(String key) throws IOException {
      // The encoder reports what UTF-8 cannot hold; String.getBytes would put "?".
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
      byte[] text = new byte[utf8.remaining()];
      utf8.get(text);
      bytes.reset();
      json.put(',');
      json.string(text, 0, text.length);
      json.put(':');
      json.flush();
      return bytes.toByteArray();
    }
  }

  private FieldTree(int size) {
    columns = new int[size];
    positions = new int[size];
    parents = new int[size];
    names = new byte[size][];
  }

  /**
   * The tree of the columns.
   *
   * @throws java.nio.charset.CharacterCodingException if a key is not Unicode
   */
  static FieldTree of(List<Column> columns) throws IOException {
    FieldTree tree = new FieldTree(columns.size());
    Names names = new Names();
    Node record = tree.object(new Node(-1, 0, new byte[0]));
    List<Node> twins = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      Node node = record;
      for (String key : keys(columns.get(column))) {
        node = tree.child(tree.object(node), key, names);
      }
      if (node.column >= 0) {
        // The engine never makes two columns of one key; other callers' columns are both kept.
        node = new Node(node.parent, node.depth, node.name);
        twins.add(node);
      }
      node.column = column;
    }
    tree.place(record);
    twins.forEach(tree::placeField);
    return tree;
  }

  /** The column at a position. */
  int column(int position) {
    return columns[position];
  }

  /** The position of a column. */
  int position(int column) {
    return positions[column];
  }

  /** The object of the field at a position. */
  int parent(int position) {
    return parents[position];
  }

  /** The key of the field at a position: {@code ,"key":}. */
  byte[] name(int position) {
    return names[position];
  }

  int objectCount() {
    return objects.size();
  }

  /** The parent of an object; -1 for the record. */
  int parentOfObject(int object) {
    return objects.get(object).parent;
  }

  int depth(int object) {
    return objects.get(object).depth;
  }

  /** The object's key: {@code ,"key":}. */
  byte[] nameOfObject(int object) {
    return objects.get(object).name;
  }

  /** The object under a key of an object, or -1 if it has no column. */
  int objectAt(int object, String key) {
    Node child = objects.get(object).children.get(key);
    return child == null ? -1 : child.number;
  }

  private Node object(Node node) {
    if (node.number < 0) {
      node.number = objects.size();
      objects.add(node);
    }
    return node;
  }

  private Node child(Node object, String key, Names names) throws IOException {
    @Nullable Node child = object.children.get(key);
    if (child == null) {
      child = new Node(object.number, object.depth + 1, names.encoded(key));
      object.children.put(key, child);
      object.inOrder.add(child);
    }
    return child;
  }

  private void place(Node node) {
    for (Node child : node.inOrder) {
      if (child.column >= 0) {
        placeField(child);
      }
      place(child);
    }
  }

  private void placeField(Node field) {
    columns[placed] = field.column;
    positions[field.column] = placed;
    parents[placed] = field.parent;
    names[placed] = field.name;
    placed++;
  }

  /** The keys of the column's JSON Pointer, or the column's name if it has no pointer. */
  private static List<String> keys(Column column) {
    String pointer = column.pointer();
    if (!pointer.startsWith("/")) {
      return List.of(column.name());
    }
    List<String> keys = new ArrayList<>();
    for (String token : pointer.substring(1).split("/", -1)) {
      keys.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return keys;
  }
}
