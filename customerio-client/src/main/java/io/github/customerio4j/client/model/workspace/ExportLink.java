package io.github.customerio4j.client.model.workspace;

import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Where an export can be fetched. */
@Value.Immutable
public interface ExportLink {
  /**
   * The link: it works for 15 minutes, for anybody who has it, and so it is masked in {@code
   * toString}.
   */
  @Value.Redacted
  String url();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code url} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link ExportLink}. */
  final class Builder extends ImmutableExportLink.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
