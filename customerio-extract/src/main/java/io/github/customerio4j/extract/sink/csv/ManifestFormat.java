package io.github.customerio4j.extract.sink.csv;

/** How a manifest describes its table to Keboola. */
public enum ManifestFormat {
  /** Keys and column metadata; every column is text. The default; every project can read it. */
  CLASSIC,
  /**
   * A schema with a type for each column. For projects with native types: {@code
   * KBC_DATA_TYPE_SUPPORT} is {@code authoritative} or {@code hints}.
   */
  NATIVE_TYPES
}
