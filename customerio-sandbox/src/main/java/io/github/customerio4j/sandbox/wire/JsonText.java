package io.github.customerio4j.sandbox.wire;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON compactly; the constants are ways to write the same string differently. */
public enum JsonText {
  /** Escapes only what JSON demands. */
  PLAIN,
  /** Escapes {@code <}, {@code >} and {@code &} as Go's encoder does. */
  HTML_SAFE,
  /** Escapes the solidus, as PHP's encoder does. */
  SOLIDUS,
  /** Escapes everything outside ASCII, so that emoji arrive as surrogate pairs. */
  ASCII;

  public String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  private void append(StringBuilder out, @Nullable Object value) {
    if (value instanceof String text) {
      appendString(out, text);
    } else if (value instanceof JsonObject object) {
      appendObject(out, object);
    } else if (value instanceof List<?> items) {
      appendArray(out, items);
    } else {
      // null, booleans, Java's integers and JsonNumber are already their own JSON text.
      out.append(value);
    }
  }

  private void appendObject(StringBuilder out, JsonObject object) {
    out.append('{');
    Iterator<Map.Entry<String, @Nullable Object>> entries = object.members().entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, @Nullable Object> entry = entries.next();
      appendString(out, entry.getKey());
      out.append(':');
      append(out, entry.getValue());
      if (entries.hasNext()) {
        out.append(',');
      }
    }
    out.append('}');
  }

  private void appendArray(StringBuilder out, List<?> items) {
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      append(out, items.get(i));
    }
    out.append(']');
  }

  private void appendString(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (needsEscape(c)) {
            out.append(escaped(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private boolean needsEscape(char c) {
    return c < 0x20
        || switch (this) {
          case PLAIN -> false;
          case HTML_SAFE -> c == '<' || c == '>' || c == '&';
          case SOLIDUS -> c == '/';
          case ASCII -> c > 0x7e;
        };
  }

  private static String escaped(char c) {
    return c == '/' ? "\\/" : String.format(Locale.ROOT, "\\u%04x", (int) c);
  }
}
