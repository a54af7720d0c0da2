package io.github.customerio4j.client.model.people;

import io.github.customerio4j.client.model.constant.ActivityType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which activities to list. The API keeps at least 30 days and takes no time bounds. */
@Value.Immutable
public abstract class ActivityQuery {
  private static final int MAX_PER_PAGE = 100;

  ActivityQuery() {}

  /** Activities per page, 1 to 100; 100 unless set. The parameter {@code limit}. */
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

  /**
   * Whether to list the activities of deleted people instead of existing people; those of existing
   * people unless set. The parameter {@code deleted}.
   */
  public abstract Optional<Boolean> deleted();

  /** Only this person; all unless set. The parameter {@code customer_id}. */
  public abstract Optional<String> customerId();

  /**
   * What {@link #customerId} is; the API assumes an {@link IdType#ID} unless set. The parameter
   * {@code id_type}.
   */
  public abstract Optional<IdType> idType();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("limit", Integer.toString(limit()));
    type().ifPresent(value -> parameters.put("type", value));
    name().ifPresent(value -> parameters.put("name", value));
    deleted().ifPresent(value -> parameters.put("deleted", value.toString()));
    customerId().ifPresent(value -> parameters.put("customer_id", value));
    idType().ifPresent(value -> parameters.put("id_type", value.toString()));
    return parameters;
  }

  @Value.Check
  void check() {
    if (limit() < 1 || limit() > MAX_PER_PAGE) {
      throw new IllegalArgumentException(
          "Cannot list " + limit() + " activities a page: the API allows 1 to 100. Set limit.");
    }
  }

  /** All activities of existing people. */
  public static ActivityQuery all() {
    return builder().build();
  }

  /** Starts a new query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link ActivityQuery}. */
  public static final class Builder extends ImmutableActivityQuery.Builder {
    Builder() {}
  }
}
