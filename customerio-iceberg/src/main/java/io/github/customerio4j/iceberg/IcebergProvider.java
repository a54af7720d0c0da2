package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.SinkProvider;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.iceberg.file.Redaction;
import io.github.customerio4j.iceberg.file.WarehouseFileIO;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@code --to iceberg:NAMESPACE} for the command line. The properties are those of Iceberg's
 * catalogs: {@code type} ({@code rest}, {@code jdbc}) or {@code catalog-impl}, {@code uri}, {@code
 * warehouse}, and what the catalog itself understands. Three are the sink's own: {@code
 * keep-snapshots}, {@code file-bytes}, and {@code partition}.
 */
public final class IcebergProvider implements SinkProvider {
  private static final String KEEP_SNAPSHOTS = "keep-snapshots";
  private static final String FILE_BYTES = "file-bytes";
  private static final String PARTITION = "partition";
  private static final String NAME = "name";

  /** For the service loader. */
  public IcebergProvider() {}

  @Override
  public String kind() {
    return "iceberg";
  }

  @Override
  public TableSink open(String place, Options options) {
    if (options.workspace().isPresent()) {
      throw new IllegalArgumentException(
          "Cannot write tables of several workspaces to --to iceberg:%s: leave --workspace out, and give each workspace a namespace of its own."
              .formatted(place));
    }
    Map<String, String> properties = new HashMap<>(options.properties());
    int snapshots = number(properties, KEEP_SNAPSHOTS);
    int fileBytes = number(properties, FILE_BYTES);
    IcebergSink.Partitioning partitioning = partitioning(properties.remove(PARTITION));
    IcebergSink.Builder builder =
        IcebergSink.builder(catalog(properties), Namespace.of(place.split("\\.", -1)))
            .typing(options.typing())
            .partitioning(partitioning)
            .properties(properties);
    if (snapshots > 0) {
      builder.keptSnapshots(snapshots);
    }
    if (fileBytes > 0) {
      builder.fileBytes(fileBytes);
    }
    return builder.build();
  }

  private static Catalog catalog(Map<String, String> properties) {
    if (!properties.containsKey(CatalogUtil.ICEBERG_CATALOG_TYPE)
        && !properties.containsKey(CatalogProperties.CATALOG_IMPL)) {
      throw new IllegalArgumentException(
          "Cannot open the catalog of Iceberg: its type is missing. Write --iceberg type=rest or --iceberg type=jdbc, with --iceberg uri=… and --iceberg warehouse=….");
    }
    String name = properties.getOrDefault(NAME, "customerio");
    properties.remove(NAME);
    properties.putIfAbsent(CatalogProperties.FILE_IO_IMPL, WarehouseFileIO.class.getName());
    try {
      return CatalogUtil.buildIcebergCatalog(name, properties, null);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "Cannot open the catalog of Iceberg: %s. Compare the values of --iceberg with what the catalog asks for."
              .formatted(withoutValues(reason(e), properties)),
          Redaction.of(e, text -> withoutValues(text, properties)));
    }
  }

  private static String reason(RuntimeException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    // The library often says only which request failed.
    return root == failure
        ? String.valueOf(failure.getMessage())
        : "%s (%s: %s)"
            .formatted(failure.getMessage(), root.getClass().getSimpleName(), root.getMessage());
  }

  private static String withoutValues(String text, Map<String, String> properties) {
    String hidden = Redaction.of(text);
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (isSecret(property.getKey()) && !property.getValue().isEmpty()) {
        hidden = hidden.replace(property.getValue(), "***");
      }
    }
    return hidden;
  }

  private static boolean isSecret(String name) {
    return name.matches(".*(password|token|credential|secret|key).*");
  }

  private static IcebergSink.Partitioning partitioning(@Nullable String text) {
    if (text == null || text.equals("none")) {
      return IcebergSink.Partitioning.NONE;
    }
    if (text.equals("month")) {
      return IcebergSink.Partitioning.MONTH;
    }
    throw new IllegalArgumentException(
        "Cannot use --iceberg partition=%s: write month or none.".formatted(text));
  }

  private static int number(Map<String, String> properties, String name) {
    String text = properties.remove(name);
    if (text == null) {
      return 0;
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "Cannot use --iceberg %s=%s: write a whole number above 0.".formatted(name, text));
  }
}
