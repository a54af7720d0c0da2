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
 * How the columns of a table stand within each other, by their JSON Pointers: an order in which
 * each object is opened and closed once, and the objects, which are numbered from 0, the record.
 */
final class FieldTree {
  static final int RECORD = 0;

  private final List<Node> objects = new ArrayList<>();
  private final int[] columns;
  private final int[] positions;
  private final int[] parents;
  private final byte[][] names;
  private int placed;

  /** A key: an object, a field with values of its own, or, from record to record, either. */
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

  /** Writes keys as they stand before a value: {@code ,"key":}. */
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
   * The order for columns.
   *
   * @throws java.nio.charset.CharacterCodingException if a key is not Unicode
   */
  static FieldTree of(List<Column> columns) throws IOException {
    FieldTree nesting = new FieldTree(columns.size());
    Names names = new Names();
    Node record = nesting.object(new Node(-1, 0, new byte[0]));
    List<Node> twins = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      Node node = record;
      for (String key : keys(columns.get(column))) {
        node = nesting.child(nesting.object(node), key, names);
      }
      if (node.column >= 0) {
        // Two columns of one key are not the engine's; both are kept.
        node = new Node(node.parent, node.depth, node.name);
        twins.add(node);
      }
      node.column = column;
    }
    nesting.place(record);
    twins.forEach(nesting::placeField);
    return nesting;
  }

  /** The column at that place in the order. */
  int column(int position) {
    return columns[position];
  }

  /** The place of that column in the order. */
  int position(int column) {
    return positions[column];
  }

  /** The object that the field at that place stands in. */
  int parent(int position) {
    return parents[position];
  }

  /** The key of the field at that place: {@code ,"key":}. */
  byte[] name(int position) {
    return names[position];
  }

  int objectCount() {
    return objects.size();
  }

  /** The object that the object stands in; -1 for the record. */
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

  /** The object under that key of the object, or -1 if no column stands in such a one. */
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

  /** The keys of the column's JSON Pointer; where there is none, the column's name. */
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
