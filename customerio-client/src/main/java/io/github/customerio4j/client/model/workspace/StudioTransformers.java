package io.github.customerio4j.client.model.workspace;

import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * How the HTML of an email of the Design Studio is rewritten: the options of each step, as the API
 * writes them.
 */
@Value.Immutable
public interface StudioTransformers {
  /** Helps screen readers; empty if it is not set. */
  Map<String, Object> accessibility();

  /** Moves styles to the elements; empty if it is not set. */
  Map<String, Object> cssInliner();

  /** Resolves variables of the styles; empty if it is not set. */
  Map<String, Object> cssVariables();

  /** Writes special characters as entities; empty if it is not set. */
  Map<String, Object> encodeEntities();

  /** Formats the HTML; empty if it is not set. */
  Map<String, Object> formatter();

  /** Keeps the last words of a line together; empty if it is not set. */
  Map<String, Object> preventWidows();

  /** Takes out styles that nothing uses; empty if it is not set. */
  Map<String, Object> removeUnusedCss();

  /** Adds parameters to links; empty if it is not set. */
  Map<String, Object> urlParameters();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioTransformers}. */
  final class Builder extends ImmutableStudioTransformers.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
