package io.github.customerio4j.extract.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.sink.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The catalog against {@code documented-fields.tsv}, the fields of the official definition: for
 * each the operation, its place in the answer, and its type. To test against a newer definition,
 * put its list there.
 */
class DocumentedFieldsTest {
  /** An operation and a field, and why no column has that path. */
  private static final Map<Pattern, String> EXCEPTIONS = new LinkedHashMap<>();

  /** Fields that have another type than they are documented with, and why. */
  private static final Map<Pattern, String> OTHER_TYPES = new LinkedHashMap<>();

  /** Fields that stand in a column of another name. */
  private static final Map<Pattern, String> RENAMED = new LinkedHashMap<>();

  static {
    except(".* /next", "the cursor of the next page");
    except(".* /meta/pagination/.*", "the number of the page");
    except(".*/suppression/\\{} /category", "repeats the category of the request");
    except(
        "GET /v1/segments/\\{}/membership /ids|POST /v1/objects /ids",
        "repeats what /identifiers has");
    except("GET /v1/design_studio/(components|emails) /folders/.*", "design_studio_folders has it");
    except("POST /v1/exports/customers /export/.*", "about the export, which table exports has");
    except("GET /v1/activities /activities/\\*/data/.*", "free-form, another for each type");
    except(".*/metrics /metric/series/.*", "rows: its name is in column metric");
    except(".*/metrics/links /links/\\*/metric/series/.*", "rows: its name is in column metric");
    except(".*/journey_metrics /journey_metric/.*", "rows: its name is in column metric");
    String free = "an object of free keys, each of which has a column of its own";
    except("GET /v1/messages /messages/\\*/tracked_responses", free);
    except("GET /v1/campaigns /campaigns/\\*/audience/.*_filters", free);
    except("GET /v1/campaigns /campaigns/\\*/.*_attribute_triggers", free);
    except(".*/relationships /cio_relationships/\\*/(attributes|timestamps)", free);
    except(".*/attributes /object/(attributes|timestamps)", free);
    except(".*/languages /email_translations/\\*/transformers/.*", free);

    RENAMED.put(Pattern.compile(".*/metrics/links /links/\\*/link/id"), "link_id");
    RENAMED.put(Pattern.compile(".*/metrics/links /links/\\*/link/href"), "link_href");
    RENAMED.put(Pattern.compile(".*/errors /errors"), "error");
    RENAMED.put(Pattern.compile(".* /ip_addresses"), "ip_address");

    OTHER_TYPES.put(
        Pattern.compile(".*/object_type_id"),
        "object_types.id is a text, so that both can be joined");
    OTHER_TYPES.put(Pattern.compile(".*/actions/\\*/headers"), "an object, or JSON as a text");
    OTHER_TYPES.put(Pattern.compile(".*/errors /errors"), "one row an element");
    OTHER_TYPES.put(Pattern.compile(".* /ip_addresses"), "one row an element");
  }

  /** A field of an operation's answer. */
  private record Field(String operation, String path, String type) {
    boolean is(Pattern pattern) {
      return pattern.matcher(this.toString()).matches();
    }

    /** Its path in a record, up to an array, whose elements have no columns. */
    ColumnPath inRecord(TableSpec table) {
      String rest = path.replaceFirst("^/" + table.itemsKey() + "(/\\*)?(?=/)", "");
      return ColumnPath.parse(rest.replaceFirst("/\\*.*$", ""));
    }

    boolean isWithinArray(TableSpec table) {
      String rest = path.replaceFirst("^/" + table.itemsKey() + "(/\\*)?(?=/)", "");
      return rest.contains("/*") || type.equals("array");
    }

    @Override
    public String toString() {
      return operation + " " + path;
    }
  }

  private static void except(String fields, String reason) {
    EXCEPTIONS.put(Pattern.compile(fields), reason);
  }

  private static List<Field> documented() throws IOException {
    try (InputStream in = DocumentedFieldsTest.class.getResourceAsStream("documented-fields.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .map(cells -> new Field(cells[0], cells[1], cells[2]))
          .toList();
    }
  }

  private static List<TableSpec> tables(Field field) {
    return TableCatalog.all().stream()
        .filter(table -> table.operation().replaceAll("\\{[a-z_]+}", "{}").equals(field.operation))
        .toList();
  }

  private static Optional<ColumnSpec> column(TableSpec table, Field field) {
    ColumnPath path =
        RENAMED.entrySet().stream()
            .filter(one -> field.is(one.getKey()))
            .map(one -> ColumnPath.of(one.getValue()))
            .findFirst()
            .orElseGet(() -> field.inRecord(table));
    return table.columns().stream().filter(column -> column.path().equals(path)).findFirst();
  }

  /** The fields that the catalog and the exceptions do not know. */
  private static List<String> unknown(List<Field> fields) {
    List<String> unknown = new ArrayList<>();
    for (Field field : fields) {
      boolean isExcepted = EXCEPTIONS.keySet().stream().anyMatch(field::is);
      for (TableSpec table : tables(field)) {
        boolean isOther = table.name().contains("variant");
        if (!isExcepted && !isOther && column(table, field).isEmpty()) {
          unknown.add(table.name() + ": " + field);
        }
      }
    }
    return unknown;
  }

  private static DataType expected(TableSpec table, Field field) {
    String name = field.path.substring(field.path.lastIndexOf('/') + 1);
    boolean isMetric =
        field.path.contains("/metrics/")
            && !name.startsWith("human_")
            && !name.startsWith("prefetch_");
    boolean isTime =
        isMetric
            || name.endsWith("_at")
            || Set.of("created", "updated", "first_started", "timestamp").contains(name);
    if (field.isWithinArray(table)) {
      return DataType.JSON;
    }
    return switch (field.type) {
      case "boolean" -> DataType.BOOLEAN;
      case "integer" -> isTime ? DataType.TIME : DataType.INTEGER;
      case "string" -> DataType.TEXT;
      default -> DataType.JSON;
    };
  }

  @Test
  void everyDocumentedFieldIsInTheCatalog() throws IOException {
    assertThat(documented()).hasSizeGreaterThan(600);
    assertThat(documented()).allSatisfy(field -> assertThat(tables(field)).isNotEmpty());
    assertThat(unknown(documented())).isEmpty();
  }

  @Test
  void fieldThatANewerDefinitionAddsIsNamed() {
    Field added = new Field("GET /v1/newsletters", "/newsletters/*/sent_by", "string");
    assertThat(unknown(List.of(added)))
        .containsExactly("newsletters: GET /v1/newsletters /newsletters/*/sent_by");
  }

  @Test
  void everyColumnHasTheTypeOfItsField() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Field field : documented()) {
      if (OTHER_TYPES.keySet().stream().noneMatch(field::is)) {
        for (TableSpec table : tables(field)) {
          Optional<ColumnSpec> column = column(table, field);
          if (column.isPresent() && column.get().type() != expected(table, field)) {
            wrong.add(table.name() + ": " + field + " is " + column.get().type());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyExceptionIsNeededAndHasAReason() throws IOException {
    List<Field> fields = documented();
    Set<Map.Entry<Pattern, String>> all = new LinkedHashSet<>(EXCEPTIONS.entrySet());
    all.addAll(OTHER_TYPES.entrySet());
    all.addAll(RENAMED.entrySet());
    for (Map.Entry<Pattern, String> exception : all) {
      assertThat(fields)
          .as(exception.getKey().pattern())
          .anyMatch(one -> one.is(exception.getKey()));
      assertThat(exception.getValue()).isNotBlank();
    }
  }

  @Test
  void onlyTimesCanBeNever() {
    List<String> nevers = new ArrayList<>();
    for (TableSpec table : TableCatalog.all()) {
      for (ColumnSpec column : table.columns()) {
        assertThat(column.description()).as(table.name() + "." + column.path()).endsWith(".");
        if (column.zeroIsNever()) {
          assertThat(column.type()).isEqualTo(DataType.TIME);
          nevers.add(table.name() + "." + column.path().dotted());
        }
      }
    }
    assertThat(nevers)
        .containsExactly(
            "campaigns.first_started",
            "broadcasts.first_started",
            "broadcast_triggers.processed_at",
            "newsletters.sent_at");
  }

  /** A parent's key has one type wherever it stands, and so have the ids of one kind of thing. */
  @Test
  void idsHaveTheTypeOfWhatTheyIdentify() {
    int pairs = 0;
    for (TableSpec table : TableCatalog.all()) {
      for (ParentKey key : table.parentKeys()) {
        Optional<TableSpec> parent =
            table
                .parent()
                .flatMap(
                    name ->
                        TableCatalog.all().stream()
                            .filter(one -> one.name().equals(name))
                            .findFirst());
        if (parent.isPresent()) {
          pairs++;
          assertThat(type(table, key.column()))
              .as(table.name() + "." + key.column())
              .isEqualTo(type(parent.get(), key.field()));
        }
      }
      for (ColumnSpec column : table.columns()) {
        String name = column.path().keys().get(column.path().keys().size() - 1);
        if (name.matches(
            "(campaign|newsletter|broadcast|(parent_)?action|content|segment"
                + "|transactional|trigger|(msg|message)_template)_id")) {
          assertThat(column.type()).as(table.name() + "." + name).isEqualTo(DataType.INTEGER);
        }
        if (name.equals("object_type_id") || name.equals("delivery_id")) {
          assertThat(column.type()).as(table.name() + "." + name).isEqualTo(DataType.TEXT);
        }
      }
    }
    assertThat(pairs).isGreaterThan(40);
  }

  private static DataType type(TableSpec table, String column) {
    return table.columns().stream()
        .filter(one -> one.path().equals(ColumnPath.of(column)))
        .map(ColumnSpec::type)
        .findFirst()
        .orElseThrow();
  }
}
