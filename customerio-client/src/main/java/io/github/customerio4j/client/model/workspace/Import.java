package io.github.customerio4j.client.model.workspace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** An import of data. */
@Value.Immutable
public interface Import {
  /** Identifies the import. */
  long id();

  /** The kind of data that is imported. */
  Optional<String> type();

  /** Its name. */
  Optional<String> name();

  /** What it is for. */
  Optional<String> description();

  /** Its state. */
  Optional<String> state();

  /** Why it failed. */
  Optional<String> error();

  /** What people are identified by. */
  Optional<String> identifier();

  /** The kind of objects. */
  Optional<String> objectTypeId();

  /** Which rows are imported. */
  Optional<String> dataToProcess();

  /** The same for people and events. */
  Optional<String> peopleToProcess();

  /** The number of rows to import. */
  OptionalLong rowsToImport();

  /** The number of rows imported. */
  OptionalLong rowsImported();

  /** When it was created. */
  Optional<Instant> createdAt();

  /** When it was last changed. */
  Optional<Instant> updatedAt();

  /** Fields that this library does not know yet, by their JSON name. */
  Map<String, Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Import}. */
  final class Builder extends ImmutableImport.Builder {
    Builder() {}
  }
}
