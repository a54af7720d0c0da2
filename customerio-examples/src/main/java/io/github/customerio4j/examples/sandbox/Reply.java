package io.github.customerio4j.examples.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer ready to be sent. Replies are never compared, and nobody changes a body. */
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, Map<String, String> headers, byte[] body) {

  static Reply json(int status, String body) {
    return new Reply(
        status, Map.of("Content-Type", "application/json; charset=utf-8"), body.getBytes(UTF_8));
  }

  static Reply ok(String body) {
    return json(200, body);
  }

  /** The list of typed errors, the commonest of the API's three envelopes. */
  static Reply errors(int status, String detail, String reference) {
    JsonObject error =
        JsonObject.of("detail", detail + " (reference " + reference + ")")
            .put("status", Integer.toString(status));
    return json(status, JsonObject.of("errors", List.of(error)).toString());
  }

  /** The envelope with one message under {@code meta}. */
  static Reply meta(int status, String message) {
    return json(status, JsonObject.of("meta", JsonObject.of("error", message)).toString());
  }

  /** The envelope with a list of plain texts. */
  static Reply texts(int status, String text) {
    return json(status, JsonObject.of("errors", List.of(text)).toString());
  }

  Reply with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Reply(status, all, body);
  }
}
