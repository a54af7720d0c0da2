package io.github.customerio4j.client.model.query;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which senders to list. */
@Value.Immutable
public abstract class SenderQuery {
  private static final int MAX_PER_PAGE = 100;

  SenderQuery() {}

  /** Items per page, 1 to 100; 100 unless set. The parameter {@code limit}. */
  @Value.Default
  public int limit() {
    return MAX_PER_PAGE;
  }

  /**
   * The order by time: {@link SortOrder#ASC} is oldest first; the API chooses one unless set. The
   * parameter {@code sort}.
   */
  public abstract Optional<SortOrder> sort();

  /**
   * Whether to list the hidden senders instead of those that are shown; those that are shown unless
   * set. The parameter {@code hidden}.
   */
  public abstract Optional<Boolean> hidden();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters()
        .put("limit", limit())
        .put("sort", sort())
        .put("hidden", hidden())
        .toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    QueryParameters.checkLimit(limit(), MAX_PER_PAGE);
  }

  /** Everything: no filter is set. */
  public static SenderQuery all() {
    return builder().build();
  }

  /** Starts a query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link SenderQuery}. */
  public static final class Builder extends ImmutableSenderQuery.Builder {
    Builder() {}
  }
}
