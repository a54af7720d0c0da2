package io.github.customerio4j.cli.terminal;

import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.extract.config.RefreshSchedule;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.ExtractionReport.TableFailure;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run brought, for machines: one JSON object on one line, with all figures of each table.
 */
public final class JsonResult {
  private JsonResult() {}

  /** Prints the result of a committed run. */
  public static void print(ExtractionReport report, PrintStream out) {
    out.println(text(report));
  }

  /** The same as text. */
  public static String text(ExtractionReport report) {
    return addTo(new JsonLine(), report).text();
  }

  /** Adds the result to an object. */
  public static JsonLine addTo(JsonLine line, ExtractionReport report) {
    return line.add("outcome", report.failures().isEmpty() ? "done" : "partial")
        .add("started_at", report.startedAt().toString())
        .addSeconds("seconds", report.duration())
        .add("rows", report.rows())
        .add("requests", report.requests())
        .add(
            "tables",
            json -> {
              json.beginArray();
              for (TableReport table : report.tables()) {
                write(json, table);
              }
              return json.endArray();
            })
        .add("failures", json -> failures(json, report))
        .add("warnings", report.warnings());
  }

  private static void write(JsonWriter json, TableReport table) throws IOException {
    json.beginObject();
    json.name("table").value(table.table());
    json.name("rows").value(table.rows());
    json.name("columns").value(table.columns());
    json.name("requests").value(table.requests());
    json.name("retries").value(table.retries());
    json.name("duplicates").value(table.duplicates());
    json.name("unchanged_parents").value(table.unchangedParents());
    json.name("bytes").value(table.bytes());
    json.name("seconds").value(table.duration().toMillis() / 1000.0);
    json.name("location").value(table.location());
    json.name("watermark").value(table.watermark().map(Instant::toString).orElse(null));
    json.name("refreshed").value(table.refreshed().map(RefreshSchedule::print).orElse(null));
    write(json.name("row_changes"), table.rowChanges());
    json.name("warnings").beginArray();
    for (String warning : table.warnings()) {
      json.value(warning);
    }
    json.endArray().name("schema_changes").beginArray();
    for (SchemaChange change : table.schemaChanges()) {
      json.beginObject();
      json.name("column").value(change.column()).name("change").value(change.change());
      json.endObject();
    }
    json.endArray().endObject();
  }

  private static void write(JsonWriter json, Optional<RowChanges> changes) throws IOException {
    if (changes.isEmpty()) {
      json.nullValue();
      return;
    }
    RowChanges rows = changes.get();
    json.beginObject();
    json.name("new").value(rows.added());
    json.name("changed").value(rows.changed());
    json.name("deleted").value(rows.deleted());
    json.name("unchanged").value(rows.unchanged());
    json.endObject();
  }

  private static JsonWriter failures(JsonWriter json, ExtractionReport report) throws IOException {
    json.beginArray();
    for (TableFailure failure : report.failures()) {
      json.beginObject();
      json.name("table").value(failure.table()).name("message").value(failure.message());
      json.endObject();
    }
    return json.endArray();
  }
}
