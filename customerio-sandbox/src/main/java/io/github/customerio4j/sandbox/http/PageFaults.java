package io.github.customerio4j.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;

/** Changes a right answer to one that a planned fault wants. */
final class PageFaults {
  private static final String START_OF_TEXT = "\":\"";

  private PageFaults() {}

  /** The page with the cursor that it was requested with as its {@code next}. */
  static ApiResponse repeatCursor(ApiResponse page, QueryParameters query) {
    String cursor = query.text("start").orElse("");
    if (cursor.isEmpty()) {
      return page;
    }
    JsonObject body = JsonParser.object(new String(page.body(), UTF_8));
    // Offsets are numbers; other cursors never consist of digits only.
    body.put("next", cursor.matches("[0-9]+") ? Long.valueOf(cursor) : cursor);
    return page.withBody(body.toString());
  }

  /** The answer with U+0001 at the start of its first text, or of its first key without a text. */
  static ApiResponse addControlCharacter(ApiResponse answer) {
    StringBuilder body = new StringBuilder(new String(answer.body(), UTF_8));
    int text = body.indexOf(START_OF_TEXT);
    int place = text >= 0 ? text + START_OF_TEXT.length() : body.indexOf("\"") + 1;
    return answer.withBody(body.insert(place, '\u0001').toString());
  }
}
