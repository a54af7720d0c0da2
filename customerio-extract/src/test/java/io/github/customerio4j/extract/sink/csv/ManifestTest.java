package io.github.customerio4j.extract.sink.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.csv.CsvFormat.ManifestFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final Column ID =
      Column.builder()
          .name("id")
          .originalKey("id")
          .pointer("/id")
          .description("The \"one\" id.")
          .build();
  private static final Column SENT =
      Column.builder()
          .name("metrics_sent")
          .originalKey("metrics.sent")
          .pointer("/metrics/sent")
          .documentedType(DataType.INTEGER)
          .build();

  @Test
  void classicManifestOfIncrementalUpdateHasKeyAndOrigins() throws IOException {
    assertThat(text(schema(LoadType.INCREMENTAL_UPDATE, ID, SENT), ManifestFormat.CLASSIC))
        .isEqualTo(
            """
            {
              "incremental": true,
              "primary_key": [
                "id"
              ],
              "delimiter": ",",
              "enclosure": "\\"",
              "column_metadata": {
                "id": [
                  {
                    "key": "customerio.original_key",
                    "value": "id"
                  },
                  {
                    "key": "customerio.json_pointer",
                    "value": "/id"
                  },
                  {
                    "key": "KBC.description",
                    "value": "The \\"one\\" id."
                  }
                ],
                "metrics_sent": [
                  {
                    "key": "customerio.original_key",
                    "value": "metrics.sent"
                  },
                  {
                    "key": "customerio.json_pointer",
                    "value": "/metrics/sent"
                  }
                ]
              }
            }
            """);
  }

  @Test
  void classicManifestOfFullLoadHasNoKey() throws IOException {
    assertThat(text(schema(LoadType.FULL_LOAD, ID), ManifestFormat.CLASSIC))
        .startsWith("{\n  \"incremental\": false,\n  \"delimiter\": \",\",")
        .doesNotContain("primary_key")
        .doesNotContain("\"columns\"");
  }

  @Test
  void manifestsDescribeTheTable() throws IOException {
    TableSchema described =
        TableSchema.builder()
            .from(schema(LoadType.FULL_LOAD, ID))
            .description("One row a thing.")
            .build();
    assertThat(text(described, ManifestFormat.CLASSIC))
        .containsIgnoringWhitespaces(
            "\"metadata\": [{\"key\": \"KBC.description\", \"value\": \"One row a thing.\"}]");
    assertThat(text(described, ManifestFormat.NATIVE_TYPES))
        .containsIgnoringWhitespaces(
            "\"table_metadata\": {\"KBC.description\": \"One row a thing.\"}");
  }

  @Test
  void nativeManifestHasASchemaWithTypes() throws IOException {
    Column deleted =
        Column.builder()
            .name("deleted")
            .originalKey("deleted")
            .pointer("/deleted")
            .documentedType(DataType.BOOLEAN)
            .build();
    assertThat(
            text(
                schema(LoadType.INCREMENTAL_UPDATE, ID, SENT, deleted),
                ManifestFormat.NATIVE_TYPES))
        .isEqualToIgnoringWhitespace(
            """
            {"manifest_type":"output","has_header":true,"incremental":true,"table_metadata":{},
             "schema":[
              {"name":"id","data_type":{"base":{"type":"STRING"}},"nullable":false,
               "primary_key":true,"description":"The \\"one\\" id.",
               "metadata":{"customerio.original_key":"id","customerio.json_pointer":"/id"}},
              {"name":"metrics_sent","data_type":{"base":{"type":"INTEGER"}},"nullable":true,
               "metadata":{"customerio.original_key":"metrics.sent",
                "customerio.json_pointer":"/metrics/sent"}},
              {"name":"deleted","data_type":{"base":{"type":"BOOLEAN"}},"nullable":true,
               "metadata":{"customerio.original_key":"deleted",
                "customerio.json_pointer":"/deleted"}}]}
            """);
  }

  @Test
  void nativeManifestOfFullLoadHasNoKey() throws IOException {
    assertThat(text(schema(LoadType.FULL_LOAD, ID), ManifestFormat.NATIVE_TYPES))
        .contains("\"incremental\": false", "\"nullable\": true")
        .doesNotContain("primary_key");
  }

  @Test
  void unknownOriginIsOmitted() throws IOException {
    Column rest = Column.builder().name("rest").originalKey("").pointer("").build();
    assertThat(text(schema(LoadType.FULL_LOAD, rest), ManifestFormat.CLASSIC))
        .contains("\"rest\": []");
    assertThat(text(schema(LoadType.FULL_LOAD, rest), ManifestFormat.NATIVE_TYPES))
        .contains("\"metadata\": {}");
  }

  private static TableSchema schema(LoadType loadType, Column... columns) {
    TableSchema.Builder schema =
        TableSchema.builder().name("t").loadType(loadType).addColumns(columns);
    if (loadType == LoadType.INCREMENTAL_UPDATE) {
      schema.addPrimaryKey("id");
    }
    return schema.build();
  }

  private static String text(TableSchema schema, ManifestFormat form) throws IOException {
    return new String(Manifest.of(schema, form), StandardCharsets.UTF_8);
  }
}
