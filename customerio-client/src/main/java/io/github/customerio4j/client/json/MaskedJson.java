package io.github.customerio4j.client.json;

/**
 * The start of a JSON text without what may be of a person: texts within records are masked. Keys,
 * numbers and the texts of the root's own fields, which say what an answer is, stay.
 */
public final class MaskedJson {
  private static final String MASK = "\"…\"";

  private MaskedJson() {}

  /** The masked text; text that is not JSON stays as it is. */
  public static String of(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return text;
    }
    StringBuilder masked = new StringBuilder();
    int depth = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        int end = endOfString(text, at + 1);
        boolean isShown = depth < 2 || isKey(text, end);
        masked.append(isShown ? text.substring(at, end) : MASK);
        at = end;
        continue;
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      masked.append(c);
      at++;
    }
    return masked.toString();
  }

  private static boolean isKey(String text, int end) {
    int at = end;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == ':';
  }

  private static int endOfString(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), at + 1);
  }
}
