package io.github.customerio4j.spark;

import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A table of the API, in the workspaces that the options name. */
final class CustomerIoTable implements SupportsRead {
  private final SourceOptions options;

  CustomerIoTable(SourceOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "customerio " + options.table();
  }

  @Override
  public Column[] columns() {
    StructField[] fields = RowTypes.schema(options.table()).fields();
    Column[] columns = new Column[fields.length];
    for (int i = 0; i < fields.length; i++) {
      StructField field = fields[i];
      columns[i] =
          Column.create(
              field.name(),
              field.dataType(),
              field.nullable(),
              field.getComment().getOrElse(() -> null),
              null);
    }
    return columns;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return EnumSet.of(TableCapability.BATCH_READ, TableCapability.MICRO_BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap unused) {
    return new RowScanBuilder(options);
  }
}
