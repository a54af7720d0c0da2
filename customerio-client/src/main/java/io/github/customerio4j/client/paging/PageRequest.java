package io.github.customerio4j.client.paging;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A request for one list, page by page, of any read operation that pages by cursor.
 *
 * <pre>{@code
 * PageRequest.builder()
 *     .addPath("segments", "7", "membership")
 *     .putQuery("limit", "1000")
 *     .itemsKey("identifiers")
 *     .build();
 * }</pre>
 */
@Value.Immutable
public abstract class PageRequest {
  PageRequest() {}

  /** The HTTP method of the request. */
  public enum Method {
    /** The parameters are in the query. */
    GET,
    /** A search: the same JSON body is sent for each page. Safe to repeat. */
    POST
  }

  /** Which of several requests goes first when they wait for their turn under the rate limit. */
  public enum Priority {
    /** In order of arrival. */
    NORMAL,
    /** Before all normal requests: for a chain so long that it would finish last. */
    FIRST
  }

  /** The HTTP method; {@link Method#GET} unless set. */
  @Value.Default
  public Method method() {
    return Method.GET;
  }

  /**
   * The path below the base URL as raw segments ({@code "segments", "7", "membership"}), without
   * the prefix; the client percent-encodes them. At least one is required.
   */
  public abstract List<String> path();

  /**
   * Names and raw values of the query in their order; the client percent-encodes them. A name may
   * occur several times. Empty by default.
   */
  public abstract List<Map.Entry<String, String>> query();

  /** The body, JSON; required for a {@code POST}, not allowed for a {@code GET}. */
  public abstract Optional<String> jsonBody();

  /** The key of the response that holds the items, such as {@code "messages"}; required. */
  public abstract String itemsKey();

  /** How the list is paged; by {@link PagingStyle#CURSOR} unless set. */
  @Value.Default
  public PagingStyle style() {
    return PagingStyle.CURSOR;
  }

  /**
   * Which requests go first when they wait for the rate limit, for every page of the chain; {@link
   * Priority#NORMAL} unless set.
   */
  @Value.Default
  public Priority priority() {
    return Priority.NORMAL;
  }

  /** Where to start; the start of the list unless set. */
  public abstract Optional<Cursor> startAt();

  @Value.Check
  void check() {
    if (path().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot build a page request: it has no path. Add at least one segment.");
    }
    for (String segment : path()) {
      if (!isPathSegment(segment)) {
        throw new IllegalArgumentException(
            "Cannot build a page request: '"
                + segment
                + "' is not a path segment. Give a name or an id.");
      }
    }
    if (jsonBody().isPresent() != (method() == Method.POST)) {
      throw new IllegalArgumentException(
          "Cannot build a page request: a POST needs a JSON body and a GET takes none. Set method"
              + " and jsonBody together.");
    }
  }

  /**
   * Whether a URL can carry the text as one segment of its path. An empty segment and dot segments
   * are resolved away and address another resource, even if they are percent-encoded.
   *
   * @param text a raw segment, such as an id
   */
  public static boolean isPathSegment(String text) {
    return !Objects.requireNonNull(text, "text").isEmpty()
        && !text.equals(".")
        && !text.equals("..");
  }

  /** Starts a new request; path and itemsKey are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link PageRequest}. */
  public static final class Builder extends ImmutablePageRequest.Builder {
    Builder() {}

    /**
     * Adds a parameter to the query.
     *
     * @param name its name, raw
     * @param value its value, raw
     * @return this builder
     */
    public Builder putQuery(String name, String value) {
      return addQuery(Map.entry(name, value));
    }
  }
}
