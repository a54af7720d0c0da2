package io.github.customerio4j.extract.catalog;

import io.github.customerio4j.extract.catalog.TableSpec.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All tables that can be extracted. */
public final class TableCatalog {
  private static final int MESSAGE_PAGE_SIZE = 1000;
  private static final int ACTIVITY_PAGE_SIZE = 100;
  private static final int MEMBER_PAGE_SIZE = 30_000;
  private static final int SMALLER_PAGE_SIZE = 1000;

  private static final List<TableSpec> ALL = declared();
  private static final List<TableSpec> TREE = tree();

  private TableCatalog() {}

  /** All tables, in the order in which they are written. */
  public static List<TableSpec> all() {
    return ALL;
  }

  private static List<TableSpec> declared() {
    List<TableSpec> all = new ArrayList<>();
    all.add(campaigns());
    all.add(segments());
    all.add(segmentCustomers());
    all.add(messages());
    all.add(messageBodies());
    all.add(customers());
    all.add(activitiesOfType());
    all.add(activitiesAll());
    all.addAll(SendingTables.all());
    all.addAll(MetricTables.all());
    all.addAll(PeopleTables.all());
    all.addAll(WorkspaceTables.all());
    all.addAll(ContentTables.all());
    return List.copyOf(all);
  }

  /** The tables that take no options. */
  public static List<TableSpec> plain() {
    return all().stream().filter(table -> table.selection() == Selection.BY_NAME).toList();
  }

  /**
   * The names of the tables without options that match a pattern.
   *
   * @param pattern a table's name, a name with {@code *} for any text ({@code campaign_*}), or
   *     {@code group:NAME} for all tables of a group
   * @return the names in the order of the catalog; empty if no table matches
   */
  public static List<String> named(String pattern) {
    String glob = ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q");
    return plain().stream()
        .filter(
            table ->
                pattern.startsWith("group:")
                    ? pattern.equals("group:" + table.group())
                    : table.name().matches(glob))
        .map(TableSpec::name)
        .toList();
  }

  /** The tables of a parent's children, in the order of the catalog. */
  public static List<TableSpec> childrenOf(TableSpec parent) {
    return TREE.stream()
        .filter(table -> table.parent().equals(Optional.of(parent.name())))
        .toList();
  }

  /** The top-level lists: those that have no parent. All other lists are below them. */
  public static List<TableSpec> roots() {
    return TREE.stream().filter(table -> table.parent().isEmpty()).toList();
  }

  /**
   * The tables that are read as a tree of lists: all without options of their own, and the members
   * of segments.
   */
  private static List<TableSpec> tree() {
    List<TableSpec> tree = new ArrayList<>();
    for (TableSpec table : ALL) {
      if (table.selection() == Selection.BY_NAME || table.parent().isPresent()) {
        tree.add(table);
      }
    }
    tree.add(PeopleTables.people());
    return List.copyOf(tree);
  }

  /** Declares {@code campaigns}: one row per campaign. */
  public static TableSpec campaigns() {
    return TableSpec.builder()
        .name("campaigns")
        .description("One row a campaign.")
        .operation("GET /v1/campaigns")
        .addPath("campaigns")
        .itemsKey("campaigns")
        .changes("updated")
        .state(ColumnPath.of("state"))
        .addPrimaryKey("id")
        .identity(ColumnPath.of("id"))
        .integer("Identifies the campaign.", "id")
        .text("The id and the last update: identifies a version.", "deduplicate_id")
        .text("Its name.", "name")
        .text("What triggers it.", "type")
        .time("When it was made, Unix seconds.", "created")
        .time("When it was last changed, Unix seconds.", "updated")
        .bool("Whether it is active.", "active")
        .text("draft, running, stopped and so on.", "state")
        .json("Its actions: a JSON array of ids and types.", "actions")
        .timeOrNever("When it first started, Unix seconds; 0 for never.", "first_started")
        .text("Who made it.", "created_by")
        .json("Its tags: a JSON array.", "tags")
        .json("The segments that trigger it: a JSON array of ids.", "trigger_segment_ids")
        .json("The segments that people must be in: a JSON array of ids.", "filter_segment_ids")
        .json("Its templates: a JSON array of ids and types.", "msg_templates")
        .text("The event that triggers it.", "event_name")
        .text("How often a date triggers it: once, monthly or yearly.", "frequency")
        .text("The attribute with the date that triggers it.", "date_attribute")
        .text("The time zone of that date.", "timezone")
        .bool("Whether the person's own time zone counts.", "use_customer_timezone")
        .integer("The hour at which it starts on that date.", "start_hour")
        .integer("The minute of that hour.", "start_minutes")
        .text("The kind of objects that triggers it.", "object_type_id")
        .text("Which objects trigger it, by their attributes.", "filter_object_attributes")
        .text(
            "Which relationships trigger it, by their attributes.",
            "filter_relationship_attributes")
        .integer("Whom an object reaches, as a number of the API.", "audience", "type")
        .integer("The webhook that triggers it.", "webhook_id")
        .build();
  }

  /** Declares {@code segments}: one row per segment. */
  public static TableSpec segments() {
    return TableSpec.builder()
        .name("segments")
        .description("One row a segment.")
        .operation("GET /v1/segments")
        .addPath("segments")
        .itemsKey("segments")
        .changes("updated_at")
        .addPrimaryKey("id")
        .identity(ColumnPath.of("id"))
        .integer("Identifies the segment.", "id")
        .text("The id and the last update: identifies a version.", "deduplicate_id")
        .text("Its name.", "name")
        .text("What it is for.", "description")
        .text("Whether it is built or still being built.", "state")
        .integer("Percent built; empty when it is not being built.", "progress")
        .text("dynamic or manual.", "type")
        .json("Its tags: a JSON array.", "tags")
        .time("When it was made, Unix seconds.", "created_at")
        .time("When it was last changed, Unix seconds.", "updated_at")
        .build();
  }

  /** Declares {@code segment_customers}: one row per segment and member. */
  public static TableSpec segmentCustomers() {
    return TableSpec.builder()
        .name("segment_customers")
        .description("One row a person in a segment.")
        .operation("GET /v1/segments/{segment_id}/membership")
        .at("segments/{segment_id}/membership")
        .child("segments", "id", "segment_id")
        .selection(Selection.BY_OPTIONS)
        .itemsKey("identifiers")
        .pageSize(MEMBER_PAGE_SIZE)
        .smallerPageSize(SMALLER_PAGE_SIZE)
        .isReadFirst(true)
        .addPrimaryKey("segment_id", "cio_id")
        .identity(ColumnPath.of("cio_id"))
        .integer("The segment.", "segment_id")
        .text("The person, as Customer.io knows them.", "cio_id")
        .text("The person, as the workspace knows them; empty for some.", "id")
        .text("The person's address; empty for some.", "email")
        .build();
  }

  /** Declares {@code messages}: one row per delivery. */
  public static TableSpec messages() {
    TableSpec.Builder table = TableSpec.builder();
    table
        .name("messages")
        .description("One row a delivery: a message to a person.")
        .operation("GET /v1/messages")
        .addPath("messages")
        .selection(Selection.BY_OPTIONS)
        .itemsKey("messages")
        .pageSize(MESSAGE_PAGE_SIZE)
        .addPrimaryKey("id")
        .identity(ColumnPath.of("id"))
        .timeField(ColumnPath.of("created"))
        .text("Identifies the delivery.", "id");
    return MessageColumns.deliveries(table).build();
  }

  /** Declares {@code message_bodies}: one row per message whose body is archived. */
  public static TableSpec messageBodies() {
    return TableSpec.table(
            "messages", "message_bodies", "One row a message: what it said.", "archived_message")
        .at("messages/{message_id}/archived_message")
        .operation("GET /v1/messages/{message_id}/archived_message")
        .selection(Selection.BY_OPTIONS)
        .addParentKeys(new ParentKey("id", "message_id"))
        .shape(ResponseShape.OBJECT)
        .addPrimaryKey("message_id")
        .text("The message.", "message_id")
        .text("The archived message's own id.", "id")
        .text("Its subject.", "subject")
        .text("What an inbox shows beside the subject.", "preheader_text")
        .text("Its content.", "body")
        .text("Where it went.", "recipient")
        .text("Who it came from.", "from")
        .text("The address for replies.", "reply_to")
        .text("Who got a copy.", "cc")
        .text("Who got a blind copy.", "bcc")
        .bool("Whether blind copies went out as messages of their own.", "fake_bcc")
        .text("Where a webhook went.", "url")
        .text("How a webhook went: get, post and so on.", "request_method")
        .text("Headers: JSON.", "headers")
        .bool("Whether its content was forgotten.", "forgotten")
        .build();
  }

  /** Declares {@code customers}: one row per person, from an export. */
  public static TableSpec customers() {
    return TableSpec.builder()
        .name("customers")
        .description("One row a person, with their attributes.")
        .operation("POST /v1/exports/customers")
        .addPath("exports", "customers")
        .selection(Selection.BY_OPTIONS)
        .itemsKey("customers")
        .addPrimaryKey("cio_id")
        .identity(ColumnPath.of("cio_id"))
        .text("The person, as the workspace knows them; empty for some.", "id")
        .text("The person's address; empty for some.", "email")
        .text("The person, as Customer.io knows them.", "cio_id")
        .build();
  }

  /** Declares {@code activity_TYPE}: one row per activity, one table per type. */
  public static TableSpec activitiesOfType() {
    return activities("activity_")
        .description("One row an activity; one table per type.")
        .text("Identifies the activity.", "id")
        .text("The person, as the workspace knows them.", "customer_id")
        .text("The person's cio_id.", "customer_identifiers", "cio_id")
        .text("The person's address.", "customer_identifiers", "email")
        .text("The person's id.", "customer_identifiers", "id")
        .text("The activity's type.", "type")
        .time("When it happened, Unix seconds.", "timestamp")
        .text("The delivery that it is about.", "delivery_id")
        .text("The kind of that delivery.", "delivery_type")
        .build();
  }

  /** Declares {@code activities_all}: one row per activity, all types in one table. */
  public static TableSpec activitiesAll() {
    return activities("activities_all")
        .description("One row an activity of any type; what is special to the type is JSON.")
        .addVerbatim(ColumnPath.of("data"))
        .text("Identifies the activity.", "id")
        .text("The person, as the workspace knows them.", "customer_id")
        .text("The activity's type.", "type")
        .time("When it happened, Unix seconds.", "timestamp")
        .text("What is special to the type: JSON.", "data")
        .text("The delivery that it is about.", "delivery_id")
        .text("The kind of that delivery.", "delivery_type")
        .text("The person's cio_id.", "customer_identifiers", "cio_id")
        .text("The person's address.", "customer_identifiers", "email")
        .text("The person's id.", "customer_identifiers", "id")
        .build();
  }

  private static TableSpec.Builder activities(String name) {
    TableSpec.Builder builder = TableSpec.builder();
    builder
        .name(name)
        .operation("GET /v1/activities")
        .addPath("activities")
        .selection(Selection.BY_OPTIONS)
        .itemsKey("activities")
        .pageSize(ACTIVITY_PAGE_SIZE)
        .addPrimaryKey("id")
        .identity(ColumnPath.of("id"))
        .timeField(ColumnPath.of("timestamp"));
    return builder;
  }
}
