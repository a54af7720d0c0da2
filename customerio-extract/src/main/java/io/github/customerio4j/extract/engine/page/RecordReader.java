package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.KeyNode;
import io.github.customerio4j.extract.engine.row.RowBuilder;
import io.github.customerio4j.extract.engine.row.Utf8;
import io.github.customerio4j.extract.engine.row.ValueKinds;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.sink.CellKind;
import java.nio.charset.StandardCharsets;

/** Flattens one JSON object after the other into the rows of a part. */
final class RecordReader {
  private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private final JsonScanner json;
  private final SliceSpool part;
  private final RowBuilder rows;
  private final ByteBuilder scratch = new ByteBuilder(256);

  RecordReader(JsonScanner json, SliceSpool part) {
    this.json = json;
    this.part = part;
    this.rows = part.rows();
  }

  /** Reads the object that comes next as one row. */
  void readRecord() throws MalformedBodyException {
    if (json.peek() != '{') {
      String list = '"' + part.shape().itemsKey() + '"';
      throw json.unexpected("expected a record, an object, in the list " + list);
    }
    rows.startRow();
    readObject(rows.dictionary().root());
    part.endRow();
  }

  /**
   * Reads an object with all objects within it. It does not call itself: a recursive call is
   * inlined into itself, and the optimizing compiler then takes seconds for this one method.
   */
  private void readObject(KeyNode root) throws MalformedBodyException {
    json.expect('{');
    if (json.take('}')) {
      return;
    }
    KeyNode node = root;
    int depth = 1;
    node.expectFirst();
    while (true) {
      KeyNode child = readKey(node);
      rows.enter(child);
      json.expect(':');
      // What always stays JSON is read as an array is, whatever it is.
      int next = child.alwaysJson ? '[' : json.peek();
      if (next == '{' && !child.verbatim) {
        json.checkDepth(depth + 1);
        json.expect('{');
        if (!json.take('}')) {
          node = child;
          depth++;
          node.expectFirst();
          continue;
        }
        rows.cell(child, CellKind.JSON, EMPTY_OBJECT, 0, EMPTY_OBJECT.length);
      } else {
        readValue(child, next, depth);
      }
      while (!json.take(',')) {
        json.expect('}');
        KeyNode parent = node.parent;
        if (parent == null) {
          return;
        }
        node = parent;
        depth--;
      }
    }
  }

  private KeyNode readKey(KeyNode node) throws MalformedBodyException {
    if (json.peek() != '"') {
      throw json.malformed("expected a key");
    }
    KeyNode expected = json.takeExpectedKey(node);
    if (expected != null) {
      return expected;
    }
    int from = json.position() + 1;
    int to = json.string();
    if (!json.wasEscaped() && !json.wasNonAscii()) {
      return rows.dictionary().child(node, json.text(), from, to);
    }
    decode(from, to);
    return rows.dictionary().child(node, scratch.array(), 0, scratch.length());
  }

  private void readValue(KeyNode node, int next, int depth) throws MalformedBodyException {
    switch (next) {
      case '"' -> readString(node);
      case '{', '[' -> readJson(node, depth);
      case 't' -> {
        json.literal("true");
        rows.cell(node, CellKind.BOOLEAN, TRUE, 0, TRUE.length);
      }
      case 'f' -> {
        json.literal("false");
        rows.cell(node, CellKind.BOOLEAN, FALSE, 0, FALSE.length);
      }
      case 'n' -> {
        json.literal("null");
        rows.nullCell(node);
      }
      default -> {
        if (!ValueKinds.isNumberStart(next)) {
          throw json.malformed("expected a value");
        }
        int from = json.number();
        int length = json.position() - from;
        int kinds = ValueKinds.ofNumber(json.text(), from, length, json.wasWhole());
        rows.number(node, kinds, json.text(), from, length);
      }
    }
  }

  private void readString(KeyNode node) throws MalformedBodyException {
    int from = json.position() + 1;
    int to = json.string();
    if (json.wasEscaped()) {
      decode(from, to);
      rows.cell(node, CellKind.STRING, scratch.array(), 0, scratch.length());
    } else {
      text(node, from, to, json.wasNonAscii());
    }
  }

  private void readJson(KeyNode node, int depth) throws MalformedBodyException {
    json.expectNothingPeculiar();
    int from = json.skip(depth + 1);
    int to = json.position();
    byte[] text = json.text();
    // The text is scanned again only if it may hold something that a database refuses.
    int kinds = json.wasPeculiar() ? ValueKinds.ofJson(text, from, to) : ValueKinds.JSON;
    if (Utf8.isWellFormed(text, from, to)) {
      rows.json(node, kinds, text, from, to - from);
      return;
    }
    copyRepaired(from, to);
    rows.json(node, kinds, scratch.array(), 0, scratch.length());
  }

  /** Copies text from the page; malformed UTF-8 is repaired first. */
  private void text(KeyNode node, int from, int to, boolean mayBeMalformed) {
    if (!mayBeMalformed || Utf8.isWellFormed(json.text(), from, to)) {
      rows.cell(node, CellKind.STRING, json.text(), from, to - from);
      return;
    }
    copyRepaired(from, to);
    rows.cell(node, CellKind.STRING, scratch.array(), 0, scratch.length());
  }

  private void copyRepaired(int from, int to) {
    scratch.truncate(0);
    scratch.append(json.text(), from, to - from);
    repair();
  }

  private void decode(int from, int to) throws MalformedBodyException {
    scratch.truncate(0);
    if (json.decode(from, to, scratch)) {
      rows.countRepair();
    }
    if (json.wasNonAscii() && !Utf8.isWellFormed(scratch.array(), 0, scratch.length())) {
      repair();
    }
  }

  private void repair() {
    scratch.repairUtf8(0);
    rows.countRepair();
  }
}
