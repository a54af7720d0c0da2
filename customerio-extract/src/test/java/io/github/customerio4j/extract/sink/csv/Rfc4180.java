package io.github.customerio4j.extract.sink.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads RFC 4180 by its grammar, independently of the writer, and distinguishes an empty field from
 * an empty quoted field. Anything outside the grammar is an error.
 */
final class Rfc4180 {

  private final String text;
  private int position;

  private Rfc4180(String text) {
    this.text = text;
  }

  static List<List<@Nullable String>> read(Path file) throws IOException {
    return read(
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
            .toString());
  }

  static List<List<@Nullable String>> read(String text) {
    return new Rfc4180(text).records();
  }

  private List<List<@Nullable String>> records() {
    List<List<@Nullable String>> records = new ArrayList<>();
    while (position < text.length()) {
      List<@Nullable String> record = new ArrayList<>();
      record.add(field());
      while (take(',')) {
        record.add(field());
      }
      if (!take('\n')) {
        throw new AssertionError("no line end at " + position + " of " + text);
      }
      records.add(record);
    }
    return records;
  }

  private @Nullable String field() {
    if (take('"')) {
      return quoted();
    }
    int start = position;
    while (position < text.length() && ",\"\r\n".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return position == start ? null : text.substring(start, position);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    while (true) {
      int quote = text.indexOf('"', position);
      if (quote < 0) {
        throw new AssertionError("an open quote before " + position + " of " + text);
      }
      field.append(text, position, quote);
      position = quote + 1;
      if (!take('"')) {
        return field.toString();
      }
      field.append('"');
    }
  }

  private boolean take(char expected) {
    boolean taken = position < text.length() && text.charAt(position) == expected;
    position += taken ? 1 : 0;
    return taken;
  }
}
