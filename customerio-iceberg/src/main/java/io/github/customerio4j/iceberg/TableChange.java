package io.github.customerio4j.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.parquet.ParquetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.util.JsonUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a run does to one table. It is in the journal before any table changes, so that whoever
 * finds it can do it; what is done already is not done again.
 *
 * @param replaces whether the files to add replace all others
 * @param location the place of a table that the run makes
 * @param schema the columns, with the numbers that they have in the files to add
 * @param spec the partitions of the files to add
 * @param key the names of the primary key's columns
 * @param adds the files to add
 * @param removals the addresses of the files to remove
 * @param properties what the table says of itself
 */
record TableChange(
    String table,
    boolean replaces,
    String location,
    Schema schema,
    PartitionSpec spec,
    List<String> key,
    List<DataFile> adds,
    List<String> removals,
    Map<String, String> properties) {
  /** The property and the entry of a snapshot's summary that name the last run. */
  static final String RUN = "customerio.run";

  /** The property that says that a table is this program's. */
  static final String TABLE = "customerio.table";

  /** The entry of a snapshot's summary that is the same for the same rows of a Full Load. */
  static final String ROWS = "customerio.rows";

  private static final int ATTEMPTS = 20;

  TableChange {
    key = List.copyOf(key);
    adds = List.copyOf(adds);
    removals = List.copyOf(removals);
    properties = Map.copyOf(properties);
  }

  /** What a table is changed with. */
  record Context(Catalog catalog, TableIdentifier table, String run, Path folder, long fileBytes) {}

  JsonNode toJson() throws IOException {
    ObjectNode json = JsonUtil.mapper().createObjectNode();
    json.put("table", table);
    json.put("replaces", replaces);
    json.put("location", location);
    json.set("schema", JsonUtil.mapper().readTree(SchemaParser.toJson(schema)));
    json.set("spec", JsonUtil.mapper().readTree(PartitionSpecParser.toJson(spec)));
    ArrayNode names = json.putArray("key");
    key.forEach(names::add);
    ArrayNode files = json.putArray("adds");
    for (DataFile file : adds) {
      files.add(JsonUtil.mapper().readTree(ContentFileParser.toJson(file, spec)));
    }
    ArrayNode addresses = json.putArray("removals");
    removals.forEach(addresses::add);
    ObjectNode entries = json.putObject("properties");
    properties.forEach(entries::put);
    return json;
  }

  static TableChange parse(JsonNode json) {
    Schema schema = SchemaParser.fromJson(json.get("schema").toString());
    PartitionSpec spec = PartitionSpecParser.fromJson(schema, json.get("spec"));
    List<DataFile> adds = new ArrayList<>();
    for (JsonNode file : json.get("adds")) {
      adds.add((DataFile) ContentFileParser.fromJson(file, Map.of(spec.specId(), spec)));
    }
    List<String> removals = new ArrayList<>();
    json.get("removals").forEach(address -> removals.add(address.asText()));
    List<String> key = new ArrayList<>();
    json.get("key").forEach(name -> key.add(name.asText()));
    Map<String, String> properties = new LinkedHashMap<>();
    json.get("properties")
        .properties()
        .forEach(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
    return new TableChange(
        json.get("table").asText(),
        json.get("replaces").asBoolean(),
        json.get("location").asText(),
        schema,
        spec,
        key,
        adds,
        removals,
        properties);
  }

  /** Brings the table to this change, unless it is there. */
  void apply(Context context) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      TableChange fitting = this;
      Table found = null;
      try {
        if (!context.catalog().tableExists(context.table())) {
          create(context);
          return;
        }
        found = context.catalog().loadTable(context.table());
        if (context.run().equals(found.properties().get(RUN))) {
          return;
        }
        fitting = fitting(found, context);
        fitting.stage(found, context).commitTransaction();
        deleteAddsNotIn(fitting, found.io());
        return;
      } catch (CommitStateUnknownException | RESTException e) {
        if (!isDone(context, e)) {
          throw e;
        }
        return;
      } catch (ValidationException | CommitFailedException | AlreadyExistsException e) {
        // Somebody else changed the table between the look at it and the commit.
        if (found != null) {
          fitting.deleteAddsNotIn(this, found.io());
        }
        if (attempt == ATTEMPTS - 1) {
          throw new IOException(
              "Cannot write table %s: other programs change it all the time. The run is committed; the next one finishes this table."
                  .formatted(table),
              e);
        }
      }
    }
  }

  /** Whether the table has this change, although the answer to it was lost. */
  private static boolean isDone(Context context, RuntimeException failure) {
    try {
      return context.catalog().tableExists(context.table())
          && context
              .run()
              .equals(context.catalog().loadTable(context.table()).properties().get(RUN));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  /** Deletes the files that another plan for the same rows does not use. */
  void deleteAddsNotIn(TableChange other, FileIO io) {
    Set<String> kept = new HashSet<>();
    other.adds.forEach(file -> kept.add(file.location()));
    CatalogUtil.deleteFiles(
        io,
        adds.stream().map(DataFile::location).filter(file -> !kept.contains(file)).toList(),
        "replaced",
        false);
  }

  private void create(Context context) {
    Catalog.TableBuilder builder = context.catalog().buildTable(context.table(), schema);
    Transaction transaction =
        builder
            .withLocation(location)
            .withPartitionSpec(spec)
            .withProperties(properties)
            .withProperty(RUN, context.run())
            .createTransaction();
    if (!adds.isEmpty()) {
      AppendFiles append = transaction.newAppend();
      append.set(RUN, context.run());
      if (properties.containsKey(ROWS)) {
        append.set(ROWS, String.valueOf(properties.get(ROWS)));
      }
      adds.forEach(append::appendFile);
      append.commit();
    }
    transaction.commitTransaction();
  }

  /** Whether the files still fit: the numbers of the columns, and the files to remove. */
  private boolean fits(Table found) throws IOException {
    UpdateSchema update = found.updateSchema();
    TableColumns.evolve(update, found.schema(), schema, replaces);
    Schema after = update.apply();
    boolean hasSameNumbers =
        schema.columns().stream()
            .allMatch(
                field -> {
                  var same = after.findField(field.name());
                  return same != null
                      && same.fieldId() == field.fieldId()
                      && same.type().equals(field.type());
                });
    return hasSameNumbers && (replaces || live(found).keySet().containsAll(removals));
  }

  private static Map<String, DataFile> live(Table found) throws IOException {
    Map<String, DataFile> live = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks = found.newScan().planFiles()) {
      tasks.forEach(task -> live.put(task.file().location(), task.file().copy()));
    }
    return live;
  }

  /** This change if it still fits, else another plan for the same rows. */
  TableChange fitting(Table found, Context context) throws IOException {
    return fits(found) ? this : planAgain(found, context);
  }

  /** Makes the change in a transaction that is not committed yet. */
  Transaction stage(Table found, Context context) throws IOException {
    Snapshot base = found.currentSnapshot();
    Map<String, DataFile> live = replaces ? Map.of() : live(found);
    UpdateSchema look = found.updateSchema();
    TableColumns.evolve(look, found.schema(), schema, replaces);
    boolean isSame = look.apply().sameSchema(found.schema());
    Transaction transaction = found.newTransaction();
    Partitions.release(transaction, look.apply());
    if (!isSame) {
      UpdateSchema update = transaction.updateSchema();
      TableColumns.evolve(update, found.schema(), schema, replaces);
      update.commit();
    }
    if (replaces || !adds.isEmpty() || !removals.isEmpty()) {
      PartitionSpec actual = adds.isEmpty() ? found.spec() : Partitions.adopt(transaction, spec);
      OverwriteFiles overwrite = transaction.newOverwrite();
      overwrite.set(RUN, context.run());
      if (properties.containsKey(ROWS)) {
        overwrite.set(ROWS, String.valueOf(properties.get(ROWS)));
      }
      if (replaces) {
        overwrite.overwriteByRowFilter(Expressions.alwaysTrue());
      }
      for (String address : removals) {
        DataFile file = live.get(address);
        if (file != null) {
          overwrite.deleteFile(file);
        }
      }
      adds.forEach(file -> overwrite.addFile(Partitions.in(actual, file)));
      overwrite.validateWith(before -> isFirst(before, base));
      overwrite.commit();
    }
    UpdateProperties update = transaction.updateProperties();
    properties.forEach(update::set);
    update.set(RUN, context.run());
    update.commit();
    return transaction;
  }

  /** Whether the newest snapshot is the one that was looked at. */
  static boolean isFirst(Iterable<Snapshot> ancestry, @Nullable Snapshot base) {
    var newest = ancestry.iterator();
    return base == null
        ? !newest.hasNext()
        : newest.hasNext() && newest.next().snapshotId() == base.snapshotId();
  }

  /** The same rows for the table as it is now. */
  private TableChange planAgain(Table found, Context context) throws IOException {
    UpdateSchema update = found.updateSchema();
    TableColumns.evolve(update, found.schema(), schema, replaces);
    TableColumns columns = TableColumns.of(update.apply(), key);
    IcebergSink.Partitioning partitioning =
        spec.isPartitioned() ? IcebergSink.Partitioning.MONTH : IcebergSink.Partitioning.NONE;
    Place place =
        Place.of(found, table, context.run(), context.folder(), context.fileBytes())
            .with(Partitions.planned(found, table, columns, partitioning));
    List<DataFile> newAdds;
    List<String> newRemovals = List.of();
    if (replaces || key.isEmpty()) {
      try (FileWriter writer = new FileWriter(place, columns, 0)) {
        readAdds(place, columns, writer::write);
        newAdds = writer.finish();
      }
    } else {
      try (RunRows rows = new RunRows(context.folder(), UUID.randomUUID().toString(), columns)) {
        readAdds(place, columns, rows::add);
        rows.complete();
        Upsert.Result result = new Upsert(place, columns, rows, false).merge(Optional.of(found));
        newAdds = result.adds();
        newRemovals = result.removals().stream().map(DataFile::location).toList();
      }
    }
    return new TableChange(
        table,
        replaces,
        location,
        columns.schema(),
        place.spec(),
        key,
        newAdds,
        newRemovals,
        properties);
  }

  private void readAdds(Place place, TableColumns columns, RunRows.RowConsumer consumer)
      throws IOException {
    for (DataFile file : adds) {
      Path local = place.fetch(file.location());
      try (ParquetTable.Reader reader = ParquetTable.open(local)) {
        List<String> names =
            reader.fields().stream().map(field -> schema.findColumnName(field.id())).toList();
        int[] places =
            columns.cells().stream().mapToInt(cell -> names.indexOf(cell.name())).toArray();
        PlacedRow placed = new PlacedRow(places);
        for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
          consumer.accept(placed.of(row.get()));
        }
      } finally {
        Files.deleteIfExists(local);
      }
    }
  }
}
