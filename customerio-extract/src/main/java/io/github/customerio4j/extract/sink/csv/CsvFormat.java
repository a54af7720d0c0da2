package io.github.customerio4j.extract.sink.csv;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.NewFile;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/**
 * Writes a table as {@code NAME.csv}, with {@code NAME.csv.manifest} beside it.
 *
 * <p>Files are RFC 4180 in UTF-8, with a header, {@code \n} line ends, commas and double quotes.
 * Null is an empty field, an empty text is {@code ""}. The same tables give the same bytes. An
 * Incremental Update replaces the previous file: its rows are to be upserted by the key in the
 * manifest.
 *
 * <pre>{@code
 * TableSink sink =
 *     FileSink.builder(
 *             Path.of("out/tables"),
 *             CsvFormat.standard().withManifest(ManifestFormat.NATIVE_TYPES))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class CsvFormat implements FileFormat {
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

  /** How to write texts that a spreadsheet takes for formulas. */
  public enum FormulaEscaping {
    /** Writes them unchanged. */
    NONE,
    /**
     * Puts an apostrophe before texts that begin with {@code =}, {@code +}, {@code -}, {@code @}, a
     * tab or a carriage return. Numbers stay as they are.
     */
    APOSTROPHE
  }

  private static final CsvFormat STANDARD =
      new CsvFormat(ManifestFormat.CLASSIC, FormulaEscaping.NONE);

  private final ManifestFormat manifest;
  private final FormulaEscaping formulas;

  private CsvFormat(ManifestFormat manifest, FormulaEscaping formulas) {
    this.manifest = manifest;
    this.formulas = formulas;
  }

  /** CSV with {@link ManifestFormat#CLASSIC} manifests and without formula escaping. */
  public static CsvFormat standard() {
    return STANDARD;
  }

  /** The same format with manifests of the given form. */
  public CsvFormat withManifest(ManifestFormat newManifest) {
    return new CsvFormat(Objects.requireNonNull(newManifest, "newManifest"), formulas);
  }

  /** The same format with the given escaping of texts that look like formulas. */
  public CsvFormat withFormulaEscaping(FormulaEscaping newFormulas) {
    return new CsvFormat(manifest, Objects.requireNonNull(newFormulas, "newFormulas"));
  }

  @Override
  public String extension() {
    return "csv";
  }

  @Override
  public TableWriter open(NewFile file) throws IOException {
    return CsvFile.open(file, formulas);
  }

  @Override
  public Map<String, byte[]> companions(TableSchema schema) throws IOException {
    Objects.requireNonNull(schema, "schema");
    return Map.of(".manifest", Manifest.of(schema, manifest));
  }
}
