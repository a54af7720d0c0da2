package io.github.customerio4j.client.model.query;

import io.github.customerio4j.client.model.constant.ActivityType;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which activities of a person to list. */
@Value.Immutable
public abstract class CustomerActivityQuery {
  private static final int MAX_PER_PAGE = 100;

  CustomerActivityQuery() {}

  /** Items per page, 1 to 100; 100 unless set. The parameter {@code limit}. */
  @Value.Default
  public int limit() {
    return MAX_PER_PAGE;
  }

  /**
   * Only this type, such as {@link ActivityType#EVENT}; all unless set. The set of types is open.
   * The parameter {@code type}.
   */
  public abstract Optional<String> type();

  /**
   * Only events or changes of attributes with this name; all unless set. The parameter {@code
   * name}.
   */
  public abstract Optional<String> name();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters()
        .put("limit", limit())
        .put("type", type())
        .put("name", name())
        .toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    QueryParameters.checkLimit(limit(), MAX_PER_PAGE);
  }

  /** Everything: no filter is set. */
  public static CustomerActivityQuery all() {
    return builder().build();
  }

  /** Starts a query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link CustomerActivityQuery}. */
  public static final class Builder extends ImmutableCustomerActivityQuery.Builder {
    Builder() {}
  }
}
