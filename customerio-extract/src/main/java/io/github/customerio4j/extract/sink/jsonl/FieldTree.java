package io.github.customerio4j.extract.sink.jsonl;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.ColumnNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table as a tree of objects, by their JSON Pointers. Fields have positions in an
 * order in which each object is opened and closed once. Objects are numbered; 0 is the record.
 */
final class FieldTree {
  static final int RECORD = 0;

  /** The field that each row of an appended file begins with. */
  static final String RUN_ID = "_run_id";

  private final List<Node> objects = new ArrayList<>();
  private final int[] columns;
  private final int[] positions;
  private final int[] parents;
  private final byte[][] names;

  /** The position of the value that the field's own object may have in its place, or -1. */
  private final int[] twins;

  /** The fields' keys in the row of such a value: {@code ,"plan_2":}; empty for others. */
  private final byte[][] namesBesideTwin;

  private final Names encoder = new Names();
  private int placed;

  /** A key: an object, a field with values, or one in some records and the other in others. */
  private static final class Node {
    private final int parent;
    private final int depth;
    private final String key;
    private final byte[] name;

    /** Keys of this object that fields got which could not have their own. */
    private final Set<String> given = new HashSet<>();

    private final Map<String, Node> children = new HashMap<>();
    private final List<Node> inOrder = new ArrayList<>();

    /** The column of the values, or -1. */
    private int column = -1;

    /** Its number as an object, or -1. */
    private int number = -1;

    Node(int parent, int depth, String key, byte[] name) {
      this.key = key;
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
    twins = new int[size];
    Arrays.fill(twins, -1);
    namesBesideTwin = new byte[size][];
  }

  /**
   * The tree of the columns.
   *
   * @throws java.nio.charset.CharacterCodingException if a key is not Unicode
   */
  static FieldTree of(List<Column> columns) throws IOException {
    FieldTree tree = new FieldTree(columns.size());
    Node record = tree.object(new Node(-1, 0, "", new byte[0]));
    List<Node> twins = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      Node node = record;
      for (String key : keys(columns.get(column))) {
        node = tree.child(tree.object(node), key);
      }
      if (node.column >= 0) {
        // The engine never makes two columns of one key; other callers' columns are both kept.
        node = new Node(node.parent, node.depth, node.key, node.name);
        twins.add(node);
      }
      node.column = column;
    }
    tree.place(record);
    twins.forEach(tree::placeField);
    tree.nameTwins();
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

  /**
   * The position of the field that has the key of this one's object: an export can have a heading
   * twice, {@code plan} and {@code plan}, whose second column is {@code /plan/2}. -1 if there is
   * none.
   */
  int twin(int position) {
    return twins[position];
  }

  /** The key of the field at a position in a row that has its {@link #twin}, too. */
  byte[] nameBesideTwin(int position) {
    return namesBesideTwin[position];
  }

  /** A key that no field of the object has, for a field that cannot have its own key. */
  String freeKey(int object, String key) {
    Node node = objects.get(object);
    String free = key;
    for (int n = 2; node.children.containsKey(free) || node.given.contains(free); n++) {
      free = key + "_" + n;
    }
    return free;
  }

  /** The key as it stands before a value, without the comma. */
  byte[] encoded(String key) throws IOException {
    byte[] text = encoder.encoded(key);
    return Arrays.copyOfRange(text, 1, text.length);
  }

  /** The position of the values under a key of an object, or -1. */
  int positionAt(int object, String key) {
    Node child = objects.get(object).children.get(key);
    return child == null || child.column < 0 ? -1 : positions[child.column];
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

  private Node child(Node object, String key) throws IOException {
    @Nullable Node child = object.children.get(key);
    if (child == null) {
      child = new Node(object.number, object.depth + 1, key, encoder.encoded(key));
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

  private void nameTwins() throws IOException {
    for (Node object : objects) {
      if (object.column >= 0) {
        Node parent = objects.get(object.parent);
        for (Node field : object.inOrder) {
          if (field.column >= 0) {
            String key = freeKey(parent.number, object.key + "_" + field.key);
            parent.given.add(key);
            int position = positions[field.column];
            twins[position] = positions[object.column];
            namesBesideTwin[position] = encoder.encoded(key);
          }
        }
      }
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
      return List.of(ColumnNames.beside(RUN_ID, column.name()));
    }
    List<String> keys = new ArrayList<>();
    for (String token : pointer.substring(1).split("/", -1)) {
      keys.add(token.replace("~1", "/").replace("~0", "~"));
    }
    keys.set(0, ColumnNames.beside(RUN_ID, keys.get(0)));
    return keys;
  }
}
