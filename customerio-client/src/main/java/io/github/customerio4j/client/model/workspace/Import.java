package io.github.customerio4j.client.model.workspace;

import com.squareup.moshi.Json;
import io.github.customerio4j.client.model.constant.ImportIdentifier;
import io.github.customerio4j.client.model.constant.ImportScope;
import io.github.customerio4j.client.model.constant.ImportState;
import io.github.customerio4j.client.model.constant.ImportType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An import of data. */
@Value.Immutable
public interface Import {
  /** Identifies the import. */
  long id();

  /** The kind of data that is imported. */
  Optional<ImportType> type();

  /** Its name. */
  Optional<String> name();

  /** What it is for. */
  Optional<String> description();

  /** How far it is. */
  Optional<ImportState> state();

  /** Why it failed. */
  Optional<String> error();

  /** What people are identified by. */
  Optional<ImportIdentifier> identifier();

  /** The kind of objects. */
  Optional<String> objectTypeId();

  /** Which rows are imported. */
  Optional<ImportScope> dataToProcess();

  /** The same for people and events. */
  Optional<ImportScope> peopleToProcess();

  /** The number of rows to import. */
  OptionalLong rowsToImport();

  /** The number of rows imported. */
  OptionalLong rowsImported();

  /** When it was created. */
  @Json(name = "created_at")
  Optional<Instant> created();

  /** When it was last changed. */
  @Json(name = "updated_at")
  Optional<Instant> updated();

  /** The export of the rows that failed; empty if none did. */
  OptionalLong errorExportId();

  /** The URL of the rows that failed; empty if none did. */
  Optional<String> errorDownloadUrl();

  /** The export of the rows with warnings; empty if there are none. */
  OptionalLong warningExportId();

  /** The URL of the rows with warnings; empty if there are none. */
  Optional<String> warningDownloadUrl();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Import}. */
  final class Builder extends ImmutableImport.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
