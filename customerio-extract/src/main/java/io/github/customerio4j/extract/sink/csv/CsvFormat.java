package io.github.customerio4j.extract.sink.csv;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.NewFile;
import java.io.IOException;
import java.util.Map;

/** A table as {@code NAME.csv} and {@code NAME.csv.manifest}. */
record CsvFormat(ManifestFormat manifestForm, Formulas formulas) implements FileFormat {

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
    return Map.of(".manifest", Manifest.of(schema, manifestForm));
  }
}
