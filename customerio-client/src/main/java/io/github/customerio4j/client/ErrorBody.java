package io.github.customerio4j.client;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.json.JsonTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The error message in a response body: from any of the API's three envelopes, or the text of a
 * gateway's HTML page.
 *
 * @param detail one line, at most a few hundred characters; empty if there is no message
 * @param reference the reference that Customer.io's support asks for
 */
record ErrorBody(String detail, Optional<String> reference) {
  private static final int LONGEST_DETAIL = 400;
  private static final long LONGEST_BODY = 64 * 1024L;
  private static final Pattern REFERENCE = Pattern.compile("\\(reference\\s+([^)\\s]+)\\)");
  private static final Pattern MARKUP =
      Pattern.compile("(?is)<(script|style|head)\\b.*?</\\1\\s*>|<[^>]*>");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

  /** Reads a body and masks the key in it. */
  static ErrorBody read(Buffer body, AppApiKey key) {
    Buffer start = new Buffer();
    body.copyTo(start, 0, Math.min(body.size(), LONGEST_BODY));
    String text = start.clone().readUtf8();
    String detail = json(start).map(ErrorBody::fromJson).orElseGet(() -> excerpt(text));
    String line = shorten(key.redact(BLANKS.matcher(detail).replaceAll(" ").strip()));
    Matcher reference = REFERENCE.matcher(line);
    return new ErrorBody(
        line, reference.find() ? Optional.of(reference.group(1)) : Optional.empty());
  }

  /** The first words of a text that is not JSON, without HTML tags. */
  static String excerpt(String text) {
    String words = MARKUP.matcher(text).replaceAll(" ");
    return shorten(BLANKS.matcher(words).replaceAll(" ").strip());
  }

  private static String shorten(String line) {
    return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "…";
  }

  private static Optional<Object> json(Buffer body) {
    try {
      return Optional.ofNullable(JsonTree.read(JsonReader.of(body)));
    } catch (IOException | JsonDataException e) {
      return Optional.empty(); // Not JSON: the caller takes the text.
    }
  }

  private static String fromJson(Object body) {
    if (!(body instanceof Map<?, ?> object)) {
      return String.valueOf(body);
    }
    Object meta = object.get("meta");
    return Stream.of(
            object.get("errors"),
            meta instanceof Map<?, ?> map ? map.get("error") : null,
            meta instanceof Map<?, ?> map ? map.get("errors") : null,
            object.get("error"),
            object.get("message"))
        .flatMap(ErrorBody::sentences)
        .collect(Collectors.joining("; "));
  }

  private static Stream<String> sentences(@Nullable Object error) {
    if (error == null) {
      return Stream.empty();
    }
    if (error instanceof List<?> list) {
      return list.stream().flatMap(ErrorBody::sentences);
    }
    if (error instanceof Map<?, ?> map) {
      return Stream.of(sentence(map)).filter(sentence -> !sentence.isEmpty());
    }
    return Stream.of(String.valueOf(error));
  }

  private static String sentence(Map<?, ?> error) {
    Object said = error.get("detail") != null ? error.get("detail") : error.get("message");
    StringBuilder sentence = new StringBuilder(said == null ? "" : String.valueOf(said));
    if (error.get("code") instanceof String code && !code.isEmpty()) {
      sentence.append(" [").append(code).append(']');
    }
    if (error.get("source") instanceof Map<?, ?> source && source.get("pointer") != null) {
      sentence.append(" at ").append(source.get("pointer"));
    }
    return sentence.toString().strip();
  }
}
