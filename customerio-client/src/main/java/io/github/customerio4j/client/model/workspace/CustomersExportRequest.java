package io.github.customerio4j.client.model.workspace;

import io.github.customerio4j.client.filter.AudienceFilter;
import java.util.List;
import org.immutables.value.Value;

/** Which people to export, and what of them. */
@Value.Immutable
public interface CustomersExportRequest {
  /** Who is exported; required, {@link AudienceFilter#everybody()} for all. */
  AudienceFilter filters();

  /** The attributes that become columns; all attributes if empty (the default). */
  List<String> attributes();

  /** Starts a new request; {@code filters} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link CustomersExportRequest}. */
  final class Builder extends ImmutableCustomersExportRequest.Builder {
    Builder() {}
  }
}
