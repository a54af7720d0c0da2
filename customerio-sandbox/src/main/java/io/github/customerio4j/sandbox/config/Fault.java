package io.github.customerio4j.sandbox.config;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with one answer. See {@link Sandbox#failNext}.
 *
 * <p>Immutable.
 */
public final class Fault {
  /** What goes wrong. */
  public enum Kind {
    /** Another answer is sent in place of the right one. */
    REPLY,
    /** The connection ends in the middle of the body. */
    CUT,
    /** The connection ends before the answer. */
    NO_ANSWER,
    /** The answer is late. */
    DELAY,
    /** A page of a list comes again. */
    REPEATED_CURSOR,
    /** The body holds a character that JSON does not allow. */
    CONTROL_CHARACTER
  }

  private final Kind kind;
  private final ApiResponse reply;
  private final Duration delay;
  private final Set<String> positions;

  private Fault(Kind kind, ApiResponse reply, Duration delay, Set<String> positions) {
    this.kind = kind;
    this.reply = reply;
    this.delay = delay;
    this.positions = positions;
  }

  private static Fault answer(ApiResponse reply) {
    return new Fault(Kind.REPLY, reply, Duration.ZERO, Set.of());
  }

  private static Fault transfer(Kind kind, Duration delay) {
    return new Fault(kind, ApiResponse.ok(""), delay, Set.of());
  }

  /** An error in the common envelope, without {@code Retry-After}; 429 means the daily quota. */
  public static Fault status(int status) {
    return answer(ApiResponse.errors(status, "sandbox fault", "f4017"));
  }

  /** The same with {@code Retry-After} in seconds. */
  public static Fault statusWithRetryAfter(int status, int seconds) {
    return answer(
        ApiResponse.errors(status, "sandbox fault", "f4017")
            .with("Retry-After", Integer.toString(seconds)));
  }

  /** An error in the envelope with {@code meta.error}. */
  public static Fault metaEnvelope(int status, String message) {
    return answer(ApiResponse.meta(status, message));
  }

  /** An error in the envelope with plain texts. */
  public static Fault textEnvelope(int status, String message) {
    return answer(ApiResponse.texts(status, message));
  }

  /** A gateway's HTML page, usually with 502. */
  public static Fault html(int status) {
    return answer(
        ApiResponse.json(
                status, "<html><head><title>Bad Gateway</title></head><body></body></html>")
            .with("Content-Type", "text/html"));
  }

  /** 204, which has no body. */
  public static Fault noContent() {
    return answer(new ApiResponse(204, Map.of(), new byte[0]));
  }

  /** The answer of the US to a key of the EU: 301 with an error of its own. */
  public static Fault wrongRegion() {
    String error = "{\"errors\":[{\"detail\":\"wrong datacenter\",\"status\":\"301\"}]}";
    return answer(ApiResponse.json(301, error).with("Location", "https://api-eu.customer.io/v1/"));
  }

  /** An HTML page with 301: a gateway's, or the answer of the EU to a key of the US. */
  public static Fault movedTo(String location) {
    return answer(
        ApiResponse.json(301, "<html><body>Moved Permanently</body></html>")
            .with("Content-Type", "text/html")
            .with("Location", location));
  }

  /** 200 with this text in place of the answer: not JSON, or JSON of another shape. */
  public static Fault body(String text) {
    return answer(ApiResponse.ok(text));
  }

  /** The right answer, but the connection ends in the middle of its body. */
  public static Fault cutBody() {
    return transfer(Kind.CUT, Duration.ZERO);
  }

  /** The request is carried out, and the connection ends before a byte of the answer. */
  public static Fault noAnswer() {
    return transfer(Kind.NO_ANSWER, Duration.ZERO);
  }

  /** The right answer, late. */
  public static Fault slow(Duration delay) {
    return transfer(Kind.DELAY, delay);
  }

  /**
   * 400, as for a cursor that the API no longer knows. It waits for a request that has a cursor
   * ({@code start}), so a list meets it on a later page.
   */
  public static Fault expiredCursor() {
    return new Fault(
        Kind.REPLY,
        ApiResponse.errors(400, "invalid start cursor", "f4017"),
        Duration.ZERO,
        Set.of("start"));
  }

  /**
   * A page that comes again, so that a careless program never reaches the end of the list: its
   * {@code next} is the cursor that it was requested with. A list whose pages or items are numbered
   * ({@code page}, {@code offset}) answers with the page before. It waits for the request of a
   * later page.
   */
  public static Fault repeatedCursor() {
    return new Fault(
        Kind.REPEATED_CURSOR, ApiResponse.ok(""), Duration.ZERO, Set.of("start", "page", "offset"));
  }

  /**
   * The right answer with an unescaped control character (U+0001) in its first text, which JSON
   * does not allow. Files of exports are not damaged by it, because CSV allows it.
   */
  public static Fault controlCharacter() {
    return transfer(Kind.CONTROL_CHARACTER, Duration.ZERO);
  }

  /**
   * Whether a request can meet this fault; some wait for one of a later page.
   *
   * @param parameters those of the request's query
   */
  public boolean fits(Map<String, List<String>> parameters) {
    return positions.isEmpty()
        || positions.stream().anyMatch(name -> isLater(name, parameters.get(name)));
  }

  private static boolean isLater(String name, @Nullable List<String> values) {
    if (values == null) {
      return false;
    }
    String first = name.equals("page") ? "1" : "0";
    return !values.get(0).isEmpty() && !values.get(0).equals(first);
  }

  /** What goes wrong. */
  public Kind kind() {
    return kind;
  }

  /** The answer that is sent in place of the right one; empty for other kinds. */
  public ApiResponse reply() {
    return reply;
  }

  /** How late the answer is; zero for other kinds. */
  public Duration delay() {
    return delay;
  }
}
