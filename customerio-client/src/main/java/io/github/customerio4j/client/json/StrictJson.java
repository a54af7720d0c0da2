package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.error.MalformedBodyException;
import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Readers of JSON that take everything for damage that RFC 8259 does not allow. Moshi alone lets
 * pass control characters in strings, some escapes, strings that it skips without a look, and
 * literals in capitals.
 */
public final class StrictJson {
  private StrictJson() {}

  /** A reader of one document. Its bytes are checked on their way to Moshi. */
  public static JsonReader reader(BufferedSource body) {
    return JsonReader.of(Okio.buffer(new CheckedSource(body)));
  }

  /**
   * Checks that the document was the last thing in the body.
   *
   * @throws MalformedBodyException if something else than white space follows
   */
  public static void requireEnd(JsonReader reader) throws IOException {
    JsonReader.Token next;
    try {
      next = reader.peek();
    } catch (JsonEncodingException e) {
      throw new MalformedBodyException("something follows after the end of the JSON", e);
    }
    if (next != JsonReader.Token.END_DOCUMENT) {
      throw new MalformedBodyException("something follows after the end of the JSON");
    }
  }

  /** Whether the body is one JSON document to its end; reads it. */
  public static boolean isWhole(Buffer body) {
    try {
      JsonReader reader = reader(body);
      reader.skipValue();
      requireEnd(reader);
      return true;
    } catch (JsonDataException e) {
      return true; // Nested too deeply for Moshi, which says nothing of the characters.
    } catch (IOException e) {
      return false;
    }
  }

  /** Where a byte stands. */
  private enum Place {
    OUTSIDE,
    STRING,
    ESCAPE,
    HEX
  }

  /** Passes bytes on after a look at each. */
  private static final class CheckedSource extends ForwardingSource {
    private static final String ESCAPES = "\"\\/bfnrtu";
    private static final int HEX_DIGITS = 4;
    private static final boolean[] OUTSIDE = outside();

    private final Buffer.UnsafeCursor cursor = new Buffer.UnsafeCursor();
    private Place place = Place.OUTSIDE;
    private int hexDigitsLeft;
    private byte previous;
    private long checked;

    CheckedSource(Source body) {
      super(body);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long count = super.read(sink, byteCount);
      if (count > 0) {
        try (Buffer.UnsafeCursor bytes = sink.readUnsafe(cursor)) {
          long from = sink.size() - count;
          for (int length = bytes.seek(from); length >= 0; length = bytes.next()) {
            check(bytes);
          }
        }
      }
      return count;
    }

    private void check(Buffer.UnsafeCursor bytes) throws MalformedBodyException {
      byte[] data = bytes.data;
      if (data == null) {
        return;
      }
      for (int i = bytes.start; i < bytes.end; i++) {
        byte b = data[i];
        if (place == Place.STRING && b >= ' ' && b != '"' && b != '\\') {
          continue;
        }
        check(b, checked + i - bytes.start);
      }
      checked += bytes.end - bytes.start;
    }

    private void check(byte b, long at) throws MalformedBodyException {
      switch (place) {
        case OUTSIDE -> checkOutside(b, at);
        case STRING -> checkInside(b, at);
        case ESCAPE -> {
          if (ESCAPES.indexOf(b) < 0) {
            throw new MalformedBodyException("no such escape in a string, at byte " + at);
          }
          hexDigitsLeft = HEX_DIGITS;
          place = b == 'u' ? Place.HEX : Place.STRING;
        }
        case HEX -> {
          if (b < 0 || Character.digit(b, 16) < 0) {
            throw new MalformedBodyException("expected four hexadecimal digits at byte " + at);
          }
          place = --hexDigitsLeft == 0 ? Place.STRING : Place.HEX;
        }
      }
    }

    private void checkInside(byte b, long at) throws MalformedBodyException {
      if (b == '"') {
        place = Place.OUTSIDE;
      } else if (b == '\\') {
        place = Place.ESCAPE;
      } else if (b >= 0 && b < ' ') {
        throw new MalformedBodyException(
            "a control character (" + b + ") within a string, at byte " + at);
      }
    }

    private void checkOutside(byte b, long at) throws MalformedBodyException {
      boolean isExponent = b == 'E' && previous >= '0' && previous <= '9';
      if (b < 0 || !(OUTSIDE[b] || isExponent)) {
        throw new MalformedBodyException("this is not JSON at byte " + at);
      }
      previous = b;
      place = b == '"' ? Place.STRING : Place.OUTSIDE;
    }

    private static boolean[] outside() {
      boolean[] allowed = new boolean[128];
      for (char c : "\t\n\r \"{}[]:,+-.0123456789eaflnrstu".toCharArray()) {
        allowed[c] = true;
      }
      return allowed;
    }
  }
}
