package io.github.customerio4j.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.util.JsonUtil;

/** The changes of a run as the journal keeps them. */
final class ChangeJson {
  private ChangeJson() {}

  /** The changes as a list of JSON. */
  static String of(List<TableChange> changes) throws IOException {
    ArrayNode json = JsonUtil.mapper().createArrayNode();
    for (TableChange change : changes) {
      json.add(of(change));
    }
    return json.toString();
  }

  private static JsonNode of(TableChange change) throws IOException {
    ObjectNode json = JsonUtil.mapper().createObjectNode();
    json.put("table", change.table());
    json.put("replaces", change.replaces());
    json.put("location", change.location());
    json.set("schema", JsonUtil.mapper().readTree(SchemaParser.toJson(change.schema())));
    json.set("spec", JsonUtil.mapper().readTree(PartitionSpecParser.toJson(change.spec())));
    ArrayNode names = json.putArray("key");
    change.key().forEach(names::add);
    ArrayNode files = json.putArray("adds");
    for (DataFile file : change.adds()) {
      files.add(JsonUtil.mapper().readTree(ContentFileParser.toJson(file, change.spec())));
    }
    ArrayNode addresses = json.putArray("removals");
    change.removals().forEach(addresses::add);
    ObjectNode entries = json.putObject("properties");
    change.properties().forEach(entries::put);
    return json;
  }

  /** Reads such a list. */
  static List<TableChange> parse(String text) throws IOException {
    List<TableChange> changes = new ArrayList<>();
    JsonUtil.mapper().readTree(text).forEach(change -> changes.add(parse(change)));
    return changes;
  }

  private static TableChange parse(JsonNode json) {
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
}
