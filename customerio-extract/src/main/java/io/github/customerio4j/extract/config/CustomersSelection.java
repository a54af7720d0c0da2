package io.github.customerio4j.extract.config;

import io.github.customerio4j.client.filter.AudienceFilter;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which people to extract, with which of their attributes. */
@Value.Immutable
public abstract class CustomersSelection {

  CustomersSelection() {}

  /** Who; everybody by default, people with only an email included. */
  public abstract Optional<AudienceFilter> filter();

  /** The attributes that become columns, in that order; empty (the default) for all. */
  public abstract List<String> attributes();

  /**
   * The key's field: {@code cio_id}, which everybody has, or {@code id} for a destination that was
   * loaded by it. By default the one that the table was last loaded with, else {@code cio_id}.
   */
  public abstract Optional<String> primaryKey();

  /** Refuses what no run could mean. */
  @Value.Check
  void check() {
    SelectionChecks.requireTypes("customers.attributes", attributes());
    SelectionChecks.requireKey("customers.primary_key", primaryKey(), List.of("cio_id", "id"));
  }

  /** Starts a selection; as it is, it selects everybody with all attributes. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableCustomersSelection.Builder {
    Builder() {}
  }
}
