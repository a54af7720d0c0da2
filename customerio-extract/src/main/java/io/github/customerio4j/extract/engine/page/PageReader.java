package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.ValueKinds;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import okio.BufferedSource;

/**
 * Reads the pages of one slice, each in a single pass. A malformed page leaves nothing in the part,
 * so that it can be fetched and read again. A whole page waits in the part for {@link
 * SliceSpool#commitPage}.
 */
public final class PageReader implements PageDecoder<PageReader.PageSummary> {
  private static final int FIRST_CAPACITY = 64 << 10;

  private final SliceSpool part;
  private final JsonScanner json = new JsonScanner();
  private final RecordReader records;
  private final byte[] itemsKey;
  private byte[] body = new byte[0];

  /**
   * What a page brought.
   *
   * @param records its records, repeated ones included
   * @param bytes the length of its body, decompressed
   */
  public record PageSummary(int records, long bytes) {}

  /** A reader into that part. */
  public PageReader(SliceSpool part) {
    this.part = part;
    this.records = new RecordReader(json, part);
    this.itemsKey = part.shape().itemsKey().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public DecodedPage<PageSummary> decode(BufferedSource source) throws IOException {
    part.rollbackPage();
    int length = readAll(source);
    json.reset(body, length);
    Root root = new Root();
    try {
      readRoot(root);
    } catch (MalformedBodyException e) {
      part.rollbackPage();
      throw e;
    }
    return new DecodedPage<>(new PageSummary(root.records, length), root.next);
  }

  private int readAll(BufferedSource source) throws IOException {
    int length = 0;
    if (body.length == 0) {
      body = new byte[FIRST_CAPACITY];
    }
    while (true) {
      int count = source.read(body, length, body.length - JsonScanner.PADDING - length);
      if (count < 0) {
        return length;
      }
      length += count;
      if (length == body.length - JsonScanner.PADDING) {
        body = Arrays.copyOf(body, body.length * 2);
      }
    }
  }

  private void readRoot(Root root) throws MalformedBodyException {
    json.expect('{');
    if (!json.take('}')) {
      do {
        readRootField(root);
      } while (json.take(','));
      json.expect('}');
    }
    if (!json.atEnd()) {
      throw json.malformed("something follows the page's end");
    }
    if (!root.listed && root.suspect.isPresent()) {
      throw new MalformedBodyException(
          "expected a list under \""
              + part.shape().itemsKey()
              + "\", found \""
              + root.suspect.get()
              + "\"");
    }
  }

  private void readRootField(Root root) throws MalformedBodyException {
    if (json.peek() != '"') {
      throw json.malformed("expected a key");
    }
    int from = json.position() + 1;
    int to = json.string();
    json.expect(':');
    if (Arrays.equals(itemsKey, 0, itemsKey.length, body, from, to)) {
      root.listed = true;
      root.records += readList();
    } else if (to - from == 4
        && body[from] == 'n'
        && body[from + 1] == 'e'
        && body[from + 2] == 'x'
        && body[from + 3] == 't') {
      root.next = readCursor();
    } else {
      int start = json.skip(1);
      if (saysSomething(start, json.position())) {
        root.suspect = Optional.of(new String(body, from, to - from, StandardCharsets.UTF_8));
      }
    }
  }

  private int readList() throws MalformedBodyException {
    int next = json.peek();
    if (next == 'n') {
      json.literal("null");
      return 0;
    }
    if (next != '[') {
      throw json.malformed("expected a list under \"" + part.shape().itemsKey() + "\"");
    }
    json.expect('[');
    if (json.take(']')) {
      return 0;
    }
    int count = 0;
    do {
      records.readRecord();
      count++;
    } while (json.take(','));
    json.expect(']');
    return count;
  }

  private Optional<Cursor> readCursor() throws MalformedBodyException {
    int next = json.peek();
    if (next == 'n') {
      json.literal("null");
      return Optional.empty();
    }
    String cursor;
    if (next == '"') {
      int from = json.position() + 1;
      int to = json.string();
      ByteBuilder decoded = new ByteBuilder(to - from + 1);
      json.decode(from, to, decoded);
      cursor = new String(decoded.array(), 0, decoded.length(), StandardCharsets.UTF_8);
    } else if (ValueKinds.isNumberStart(next)) {
      int from = json.number();
      cursor = new String(body, from, json.position() - from, StandardCharsets.US_ASCII);
    } else {
      throw json.malformed("expected a cursor under \"next\"");
    }
    return cursor.isEmpty() ? Optional.empty() : Optional.of(new Cursor(cursor));
  }

  /** A list that is absent is empty, unless the body holds an error instead. */
  private boolean saysSomething(int from, int to) {
    String value = new String(body, from, Math.min(to - from, 8), StandardCharsets.ISO_8859_1);
    return !(value.equals("null")
        || value.equals("[]")
        || value.equals("{}")
        || value.equals("\"\"")
        || value.equals("0")
        || value.equals("false"));
  }

  private static final class Root {
    private int records;
    private boolean listed;
    private Optional<Cursor> next = Optional.empty();
    private Optional<String> suspect = Optional.empty();
  }
}
