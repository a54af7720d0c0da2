package io.github.customerio4j.extract.engine.rows;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a part of a query is, and its text: {@code whole}, {@code times:email@0-100,*@100-200} or
 * {@code parents:1,2}.
 *
 * @param times the only spans of time; empty if the part is none of time
 * @param parents the ids of the only parents; empty if the part is none of parents
 */
record PartText(List<Span> times, List<String> parents) {
  static final PartText WHOLE = new PartText(List.of(), List.of());

  private static final String WHOLE_TEXT = "whole";
  private static final String TIMES = "times:";
  private static final String PARENTS = "parents:";
  private static final String ANY_TYPE = "*";
  private static final int SHOWN = 60;
  private static final Pattern SPAN =
      Pattern.compile("([^@,]+)@([0-9]{1,12})-([0-9]{1,12})");

  /**
   * A span of time of one list.
   *
   * @param type the type of its records; empty for all
   * @param from its first second
   * @param to the second after its last one
   */
  record Span(Optional<String> type, long from, long to) {
    private String text() {
      return type.map(PartText::encoded).orElse(ANY_TYPE) + "@" + from + "-" + to;
    }
  }

  static PartText parse(String text) {
    if (text.equals(WHOLE_TEXT)) {
      return WHOLE;
    }
    if (text.startsWith(TIMES)) {
      return new PartText(list(text, TIMES, PartText::span), List.of());
    }
    if (text.startsWith(PARENTS)) {
      return new PartText(List.of(), list(text, PARENTS, PartText::decoded));
    }
    throw invalid(text);
  }

  private static <T> List<T> list(String text, String prefix, Function<String, T> item) {
    try {
      return Arrays.stream(text.substring(prefix.length()).split(",", -1)).map(item).toList();
    } catch (IllegalArgumentException e) {
      throw invalid(text);
    }
  }

  private static Span span(String text) {
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long from = Long.parseLong(matcher.group(2));
    long to = Long.parseLong(matcher.group(3));
    if (from >= to) {
      throw new IllegalArgumentException(text);
    }
    String type = matcher.group(1);
    return new Span(
        type.equals(ANY_TYPE) ? Optional.empty() : Optional.of(decoded(type)), from, to);
  }

  private static String decoded(String text) {
    String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
    if (decoded.isEmpty() || !encoded(decoded).equals(text)) {
      throw new IllegalArgumentException(text);
    }
    return decoded;
  }

  private static String encoded(String text) {
    // "*" stands for all types.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A");
  }

  private static IllegalArgumentException invalid(String text) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return new IllegalArgumentException(
        "Cannot read part \"%s\": Extractor.parts gives no such text. Pass a part as it was given."
            .formatted(shown));
  }

  /** The text that {@link #parse} takes. */
  String text() {
    if (!times.isEmpty()) {
      return TIMES + times.stream().map(Span::text).collect(Collectors.joining(","));
    }
    return parents.isEmpty()
        ? WHOLE_TEXT
        : PARENTS + parents.stream().map(PartText::encoded).collect(Collectors.joining(","));
  }
}
