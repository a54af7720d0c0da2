package io.github.customerio4j.client.model.query;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which suppressed addresses of a sending domain to list. */
@Value.Immutable
public abstract class DomainSuppressionQuery {
  private static final int MAX_PER_PAGE = 1000;

  DomainSuppressionQuery() {}

  /** Items per page, 1 to 1,000; 1,000 unless set. The parameter {@code limit}. */
  @Value.Default
  public int limit() {
    return MAX_PER_PAGE;
  }

  /** Only this address; all unless set. There is one at most then. The parameter {@code email}. */
  public abstract Optional<String> email();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters().put("limit", limit()).put("email", email()).toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    QueryParameters.checkLimit(limit(), MAX_PER_PAGE);
  }

  /** Everything: no filter is set. */
  public static DomainSuppressionQuery all() {
    return builder().build();
  }

  /** Starts a query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link DomainSuppressionQuery}. */
  public static final class Builder extends ImmutableDomainSuppressionQuery.Builder {
    Builder() {}
  }
}
