package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.error.UnexpectedBodyException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.extract.engine.row.ByteBuilder;
import io.github.customerio4j.extract.engine.row.ValueKinds;
import io.github.customerio4j.extract.engine.spool.PageRoom;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Reads the pages of one slice, each in a single pass. A malformed page leaves nothing in the part,
 * so that it can be fetched and read again. A whole page waits in the part for {@link
 * SliceSpool#commitPage}.
 */
public final class PageReader implements PageDecoder<PageReader.PageSummary> {
  private static final byte[] NOTHING = new byte[JsonScanner.PADDING];

  /** Members that say whether the request succeeded. */
  private static final Set<String> SUCCESS = Set.of("success", "ok");

  private final SliceSpool part;
  private final JsonScanner json = new JsonScanner();
  private final RecordReader records;
  private final byte[] itemsKey;
  private final PageRoom.Body room = PageRoom.ofProcess().body();
  private byte[] body = NOTHING;

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
    int length;
    Root root = new Root();
    try {
      length = readAll(source);
      json.reset(body, length);
      readRoot(root);
    } catch (MalformedBodyException e) {
      part.rollbackPage();
      throw e;
    } finally {
      leaveRoom();
    }
    return new DecodedPage<>(
        new PageSummary(root.records, length),
        root.next,
        OptionalInt.of(root.records - (int) part.pageRepeats()));
  }

  private int readAll(BufferedSource source) throws IOException {
    int length = 0;
    body = room.begin();
    while (true) {
      int count = source.read(body, length, body.length - JsonScanner.PADDING - length);
      if (count < 0) {
        return length;
      }
      length += count;
      if (length == body.length - JsonScanner.PADDING) {
        body = room.grow();
      }
    }
  }

  /** The body as it came, once it was checked to be JSON to its end. */
  Buffer checked(BufferedSource source) throws IOException {
    try {
      int length = readAll(source);
      json.reset(body, length);
      json.skip(0);
      requireEnd();
      return new Buffer().write(body, 0, length);
    } finally {
      leaveRoom();
    }
  }

  /** The array is another page's from now on. */
  private void leaveRoom() {
    room.end();
    body = NOTHING;
    json.reset(NOTHING, 0);
  }

  private void requireEnd() throws MalformedBodyException {
    if (!json.atEnd()) {
      throw json.malformed("something follows the page's end");
    }
  }

  private void readRoot(Root root) throws MalformedBodyException {
    if (json.peek() != '{') {
      throw json.unexpected("expected an object with a list under " + itemsName());
    }
    json.expect('{');
    if (!json.take('}')) {
      do {
        readRootField(root);
      } while (json.take(','));
      json.expect('}');
    }
    requireEnd();
    if (root.failure.isPresent()) {
      throw new UnexpectedBodyException(
          "the API says that the request failed: " + root.failure.get());
    }
    if (!root.listed && root.suspect.isPresent()) {
      String suspect = root.suspect.get();
      String message = "expected a list under " + itemsName() + ", found \"" + suspect + "\"";
      throw new MalformedBodyException(message); // An answer to something else, or an error.
    }
  }

  private String itemsName() {
    return '"' + part.shape().itemsKey() + '"';
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
      String name = new String(body, from, to - from, StandardCharsets.UTF_8);
      if (SUCCESS.contains(name) && saysNo(start, json.position())) {
        root.failure =
            Optional.of(
                new String(body, from - 1, json.position() - from + 1, StandardCharsets.UTF_8));
      } else if (saysSomething(start, json.position())) {
        root.suspect = Optional.of(name);
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
      throw json.unexpected("expected a list under " + itemsName());
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
      throw json.unexpected("expected a cursor under \"next\"");
    }
    return cursor.isEmpty() ? Optional.empty() : Optional.of(new Cursor(cursor));
  }

  /** Whether a report of success is one of failure. */
  private boolean saysNo(int from, int to) {
    String value = new String(body, from, Math.min(to - from, 8), StandardCharsets.ISO_8859_1);
    return value.equals("false") || value.equals("\"false\"") || value.equals("0");
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
    private Optional<String> failure = Optional.empty();
  }
}
