package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.extract.engine.source.tree.ChainClass;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a query is, and its text: {@code whole}, {@code times:email@0-100,*@100-200} or
 * {@code share:3/8}.
 *
 * @param times the only spans of time; empty if the part is none of time
 * @param share the share of the children, if the table is one of children
 */
record PartText(List<Span> times, ChainClass share) {
  static final PartText WHOLE = new PartText(List.of(), ChainClass.ALL);

  private static final String WHOLE_TEXT = "whole";
  private static final String TIMES = "times:";
  private static final String SHARE = "share:";
  private static final String ANY_TYPE = "*";
  private static final int SHOWN = 60;
  private static final Pattern SPAN = Pattern.compile("([^@,]+)@([0-9]{1,12})-([0-9]{1,12})");
  private static final Pattern CLASS = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

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
    try {
      if (text.startsWith(TIMES)) {
        String spans = text.substring(TIMES.length());
        return ofTimes(Arrays.stream(spans.split(",", -1)).map(PartText::span).toList());
      }
      if (text.startsWith(SHARE)) {
        return ofShare(share(text.substring(SHARE.length())));
      }
    } catch (IllegalArgumentException e) {
      throw invalid(text, e);
    }
    throw invalid(text, null);
  }

  static PartText ofTimes(List<Span> times) {
    return new PartText(times, ChainClass.ALL);
  }

  static PartText ofShare(ChainClass share) {
    return new PartText(List.of(), share);
  }

  private static ChainClass share(String text) {
    Matcher matcher = CLASS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    int index = Integer.parseInt(matcher.group(1));
    int count = Integer.parseInt(matcher.group(2));
    if (index >= count) {
      throw new IllegalArgumentException(text);
    }
    return new ChainClass(index, count);
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

  private static IllegalArgumentException invalid(
      String text, @Nullable IllegalArgumentException cause) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return new IllegalArgumentException(
        "Cannot read part \"%s\": Extractor.parts gives no such text. Pass a part as it was given."
            .formatted(shown),
        cause);
  }

  /** The text that {@link #parse} takes. */
  String text() {
    if (!times.isEmpty()) {
      return TIMES + times.stream().map(Span::text).collect(Collectors.joining(","));
    }
    return share.count() == 1 ? WHOLE_TEXT : SHARE + share.index() + "/" + share.count();
  }
}
