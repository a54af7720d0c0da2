package io.github.customerio4j.extract.config;

import io.github.customerio4j.client.filter.AudienceFilter;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which people to extract, and which of their attributes. */
@Value.Immutable
public abstract class CustomersSelection {

  CustomersSelection() {}

  /** Which people to extract; by default everybody, including people who have only an email. */
  public abstract Optional<AudienceFilter> filter();

  /** The attributes that become columns, in this order; empty (the default) for all attributes. */
  public abstract List<String> attributes();

  /**
   * The field of the primary key: {@code cio_id}, which every person has, or {@code id}, for a
   * destination whose rows are already keyed by it. By default the key of the table's previous
   * load, and {@code cio_id} for a first load.
   */
  public abstract Optional<String> primaryKey();

  /** Rejects invalid values. */
  @Value.Check
  void check() {
    SelectionChecks.requireTypes("customers.attributes", attributes());
    SelectionChecks.requireKey("customers.primary_key", primaryKey(), List.of("cio_id", "id"));
  }

  /** Starts a selection; without options it selects everybody with all attributes. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableCustomersSelection.Builder {
    Builder() {}
  }
}
