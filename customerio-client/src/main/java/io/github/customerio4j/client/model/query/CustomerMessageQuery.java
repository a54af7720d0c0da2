package io.github.customerio4j.client.model.query;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which deliveries to a person to list. */
@Value.Immutable
public abstract class CustomerMessageQuery {
  private static final int MAX_PER_PAGE = 1000;

  CustomerMessageQuery() {}

  /** Items per page, 1 to 1,000; 1,000 unless set. The parameter {@code limit}. */
  @Value.Default
  public int limit() {
    return MAX_PER_PAGE;
  }

  /**
   * Only deliveries created from this time on, its second included; sent in whole Unix seconds. No
   * bound unless set. The parameter {@code start_ts}.
   */
  public abstract Optional<Instant> startTs();

  /**
   * Only deliveries created up to this time, its second included; sent in whole Unix seconds. No
   * bound unless set. The parameter {@code end_ts}.
   */
  public abstract Optional<Instant> endTs();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters()
        .put("limit", limit())
        .put("start_ts", startTs())
        .put("end_ts", endTs())
        .toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    QueryParameters.checkLimit(limit(), MAX_PER_PAGE);
    QueryParameters.checkOrder(startTs(), endTs());
  }

  /** Everything: no filter is set. */
  public static CustomerMessageQuery all() {
    return builder().build();
  }

  /** Starts a query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link CustomerMessageQuery}. */
  public static final class Builder extends ImmutableCustomerMessageQuery.Builder {
    Builder() {}
  }
}
