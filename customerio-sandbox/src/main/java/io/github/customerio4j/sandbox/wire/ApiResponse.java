package io.github.customerio4j.sandbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A response that is ready to be sent. Responses are never compared, and nobody changes a body. */
@SuppressWarnings("ArrayRecordComponent")
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {

  public static ApiResponse json(int status, String body) {
    return new ApiResponse(
        status, Map.of("Content-Type", "application/json; charset=utf-8"), body.getBytes(UTF_8));
  }

  public static ApiResponse ok(String body) {
    return json(200, body);
  }

  /** The list of typed errors, the commonest of the API's three envelopes. */
  public static ApiResponse errors(int status, String detail, String reference) {
    JsonObject error =
        JsonObject.of("detail", detail + " (reference " + reference + ")")
            .put("status", Integer.toString(status));
    return json(status, JsonObject.of("errors", List.of(error)).toString());
  }

  /** The envelope with one message under {@code meta}. */
  public static ApiResponse meta(int status, String message) {
    return json(status, JsonObject.of("meta", JsonObject.of("error", message)).toString());
  }

  /** The envelope with a list of plain texts. */
  public static ApiResponse texts(int status, String text) {
    return json(status, JsonObject.of("errors", List.of(text)).toString());
  }

  public ApiResponse withBody(String newBody) {
    return new ApiResponse(status, headers, newBody.getBytes(UTF_8));
  }

  public ApiResponse with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new ApiResponse(status, all, body);
  }
}
