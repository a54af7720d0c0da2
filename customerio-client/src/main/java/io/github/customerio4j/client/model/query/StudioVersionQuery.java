package io.github.customerio4j.client.model.query;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which versions of an email to list. */
@Value.Immutable
public abstract class StudioVersionQuery {
  StudioVersionQuery() {}

  /** Only versions from this time on; sent in whole seconds. No bound unless set. */
  public abstract Optional<Instant> startDate();

  /** Only versions up to this time; sent in whole seconds. No bound unless set. */
  public abstract Optional<Instant> endDate();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters().put("start_date", startDate()).put("end_date", endDate()).toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
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
