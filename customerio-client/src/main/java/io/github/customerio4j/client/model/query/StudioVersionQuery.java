package io.github.customerio4j.client.model.query;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which versions of an email to list. */
@Value.Immutable
public abstract class StudioVersionQuery {
  StudioVersionQuery() {}

  /**
   * Only versions created from this time on; sent in whole Unix seconds. No bound unless set;
   * {@link #endDate} needs it. The parameter {@code start_date}.
   */
  public abstract Optional<Instant> startDate();

  /**
   * Only versions created up to this time; sent in whole Unix seconds. No bound unless set, and
   * only together with {@link #startDate}. The parameter {@code end_date}.
   */
  public abstract Optional<Instant> endDate();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters().put("start_date", startDate()).put("end_date", endDate()).toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    if (endDate().isPresent() && startDate().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot ask for versions up to endDate "
              + endDate().get()
              + " alone: the API needs a start. Set startDate, if need be to Instant.EPOCH.");
    }
    QueryParameters.checkOrder(startDate(), endDate());
  }

  /** Everything: no filter is set. */
  public static StudioVersionQuery all() {
    return builder().build();
  }

  /** Starts a query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioVersionQuery}. */
  public static final class Builder extends ImmutableStudioVersionQuery.Builder {
    Builder() {}
  }
}
