package io.github.customerio4j.client.model.query;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which people who have opted out to list. */
@Value.Immutable
public abstract class OptOutQuery {
  private static final int MAX_PER_PAGE = 1000;

  OptOutQuery() {}

  /** Items per page, 1 to 1,000; 1,000 unless set. The parameter {@code limit}. */
  @Value.Default
  public int limit() {
    return MAX_PER_PAGE;
  }

  /** Only those who have opted out of this sender; all unless set. The parameter {@code from}. */
  public abstract Optional<String> sender();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters().put("limit", limit()).put("from", sender()).toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    QueryParameters.checkLimit(limit(), MAX_PER_PAGE);
  }

  /** Everything: no filter is set. */
  public static OptOutQuery all() {
    return builder().build();
  }

  /** Starts a query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link OptOutQuery}. */
  public static final class Builder extends ImmutableOptOutQuery.Builder {
    Builder() {}
  }
}
