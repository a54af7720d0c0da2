package io.github.customerio4j.spark;

import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.Typing;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a table in Spark. */
final class RowTypes {
  /** The first column: the name of the workspace. */
  static final String WORKSPACE = "_workspace";

  private RowTypes() {}

  /**
   * The columns of a table.
   *
   * @throws IllegalArgumentException if there is no such table
   */
  static StructType schema(String table) {
    TableSchema schema = Extractor.rowSchema(table);
    List<StructField> fields = new ArrayList<>();
    fields.add(field(WORKSPACE, DataTypes.StringType, false, "The workspace."));
    for (Column column : schema.columns()) {
      fields.add(field(column.name(), type(column), true, column.description()));
    }
    return DataTypes.createStructType(fields);
  }

  private static StructField field(
      String name, DataType type, boolean nullable, String description) {
    MetadataBuilder metadata = new MetadataBuilder();
    if (!description.isEmpty()) {
      metadata.putString("comment", description);
    }
    return DataTypes.createStructField(name, type, nullable, metadata.build());
  }

  private static DataType type(Column column) {
    return switch (column.type(Typing.TYPED)) {
      case INTEGER -> DataTypes.LongType;
      case NUMBER, DECIMAL -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case TIME -> DataTypes.TimestampType;
      case JSON, TEXT, NONE -> DataTypes.StringType;
    };
  }
}
