package io.github.customerio4j.spark;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The data source {@code customerio}: one table of the App API, of one workspace or of many. */
public final class CustomerIoSource implements TableProvider, DataSourceRegister {

  /** Called by Spark. */
  public CustomerIoSource() {}

  /** The name for {@code spark.read().format(…)}. */
  @Override
  public String shortName() {
    return "customerio";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return RowTypes.schema(SourceOptions.parse(options).table());
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new CustomerIoTable(SourceOptions.parse(new CaseInsensitiveStringMap(properties)));
  }
}
