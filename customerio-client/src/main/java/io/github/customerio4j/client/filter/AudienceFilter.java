package io.github.customerio4j.client.filter;

import io.github.customerio4j.client.error.InvalidFilterException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A filter on people, as the search and the export of customers take it. Immutable; two filters are
 * equal if their JSON is.
 *
 * <p>Each level has exactly one of {@code and}, {@code or}, {@code not}, {@code segment} and {@code
 * attribute}.
 */
public final class AudienceFilter {
  /** The maximum number of levels, far more than anyone writes by hand. */
  static final int MAX_DEPTH = 50;

  private static final String ALWAYS_PRESENT = "cio_id";

  private final String json;
  private final int depth;

  AudienceFilter(String json, int depth) {
    if (depth > MAX_DEPTH) {
      throw new InvalidFilterException(
          "Cannot build the audience filter: it is nested deeper than "
              + MAX_DEPTH
              + " levels. Make it flatter.");
    }
    this.json = json;
    this.depth = depth;
  }

  /**
   * Everybody who is identified, by any identifier: {@code cio_id exists}. ({@code id exists} would
   * omit people who have only an email address.)
   */
  public static AudienceFilter everybody() {
    return attribute(ALWAYS_PRESENT).exists();
  }

  /**
   * People for whom all conditions hold.
   *
   * @param conditions at least one
   * @throws InvalidFilterException if there is none, or the result is nested too deeply
   */
  public static AudienceFilter and(AudienceFilter... conditions) {
    return group("and", List.of(Objects.requireNonNull(conditions, "conditions")));
  }

  /** As {@link #and(AudienceFilter...)}, from a list. */
  public static AudienceFilter and(List<AudienceFilter> conditions) {
    return group("and", Objects.requireNonNull(conditions, "conditions"));
  }

  /**
   * People for whom any of the conditions holds.
   *
   * @param conditions at least one
   * @throws InvalidFilterException if there is none, or the result is nested too deeply
   */
  public static AudienceFilter or(AudienceFilter... conditions) {
    return group("or", List.of(Objects.requireNonNull(conditions, "conditions")));
  }

  /** As {@link #or(AudienceFilter...)}, from a list. */
  public static AudienceFilter or(List<AudienceFilter> conditions) {
    return group("or", Objects.requireNonNull(conditions, "conditions"));
  }

  /**
   * People for whom the condition does not hold.
   *
   * @throws InvalidFilterException if the result is nested too deeply
   */
  public static AudienceFilter not(AudienceFilter condition) {
    Objects.requireNonNull(condition, "condition");
    return new AudienceFilter("{\"not\":" + condition.json + "}", condition.depth + 1);
  }

  /**
   * People in a segment.
   *
   * @param id the segment's id, above zero
   * @throws InvalidFilterException if the id is not above zero
   */
  public static AudienceFilter segment(long id) {
    if (id < 1) {
      throw new InvalidFilterException(
          "Cannot build the audience filter: "
              + id
              + " is not a segment id. Give a number above zero.");
    }
    return new AudienceFilter("{\"segment\":{\"id\":" + id + "}}", 1);
  }

  /**
   * Starts a condition on one attribute.
   *
   * @param field the attribute's name
   * @throws InvalidFilterException if the name is empty
   */
  public static AttributeCondition attribute(String field) {
    if (Objects.requireNonNull(field, "field").isEmpty()) {
      throw new InvalidFilterException(
          "Cannot build the audience filter: the attribute has no name. Give its field.");
    }
    return new AttributeCondition(field);
  }

  /**
   * Reads a filter from JSON text, strictly: unknown and repeated keys, comments and anything after
   * the end are rejected.
   *
   * @param json the text
   * @throws InvalidFilterException if it is not a filter, with the line and column of the fault
   */
  public static AudienceFilter parse(String json) {
    return new FilterParser(Objects.requireNonNull(json, "json")).parse();
  }

  static AudienceFilter group(String key, List<AudienceFilter> conditions) {
    if (conditions.isEmpty()) {
      throw new InvalidFilterException(
          "Cannot build the audience filter: '" + key + "' is empty. Give at least one condition.");
    }
    String list = conditions.stream().map(AudienceFilter::toJson).collect(Collectors.joining(","));
    int deepest = conditions.stream().mapToInt(condition -> condition.depth).max().orElse(0);
    return new AudienceFilter("{\"" + key + "\":[" + list + "]}", deepest + 1);
  }

  /** The filter as compact JSON, as it is sent. */
  public String toJson() {
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AudienceFilter filter && filter.json.equals(json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  /** The filter as compact JSON. */
  @Override
  public String toString() {
    return json;
  }

  /** A condition on one attribute, without its operator yet. */
  public static final class AttributeCondition {
    private final String field;

    private AttributeCondition(String field) {
      this.field = field;
    }

    /** The attribute is set, to any value. */
    public AudienceFilter exists() {
      return leaf(field, "exists", "");
    }

    /** The attribute has this text as its value. */
    public AudienceFilter eq(String value) {
      return leaf(field, "eq", JsonText.quote(Objects.requireNonNull(value, "value")));
    }

    /** The attribute has this number as its value. */
    public AudienceFilter eq(long value) {
      return leaf(field, "eq", Long.toString(value));
    }

    /** The attribute has this number as its value, sent with all its digits. */
    public AudienceFilter eq(BigDecimal value) {
      return leaf(field, "eq", value.toString());
    }

    /** The attribute has this boolean as its value. */
    public AudienceFilter eq(boolean value) {
      return leaf(field, "eq", Boolean.toString(value));
    }
  }

  /**
   * @param value JSON text; empty for none
   */
  static AudienceFilter leaf(String field, String operator, String value) {
    String rest = value.isEmpty() ? "" : ",\"value\":" + value;
    return new AudienceFilter(
        "{\"attribute\":{\"field\":"
            + JsonText.quote(field)
            + ",\"operator\":\""
            + operator
            + "\""
            + rest
            + "}}",
        1);
  }
}
