package io.github.customerio4j.extract.catalog;

import static io.github.customerio4j.extract.catalog.TableSpec.list;
import static io.github.customerio4j.extract.catalog.TableSpec.table;

import io.github.customerio4j.extract.catalog.TableSpec.Selection;
import java.util.List;

/** People and their children, children of segments, and objects. */
final class PeopleTables {
  private static final String PEOPLE = "people";
  private static final String SEGMENTS = "segments";
  private static final int PAGE_SIZE = 1000;

  /** A filter that matches everybody: every person has a {@code cio_id}. */
  private static final String EVERYBODY =
      "{\"filter\":{\"attribute\":{\"field\":\"cio_id\",\"operator\":\"exists\"}}}";

  private static final String OBJECTS = "objects";

  /**
   * A filter that matches every object. The API has no such condition, so this negates one that no
   * object matches.
   */
  private static final String EVERY_OBJECT =
      """
      {"object_type_id":"{object_type_id}","filter":{"not":{"object_attribute":{\
      "type_id":"{object_type_id}","field":"customerio4j_no_such_attribute","operator":"exists"}}}}\
      """;

  private PeopleTables() {}

  static List<TableSpec> all() {
    return List.of(
        table(
                SEGMENTS,
                "segment_customer_counts",
                "One row a segment: how many are in it.",
                "count")
            .at("segments/{segment_id}/customer_count")
            .child(SEGMENTS, "id", "segment_id")
            .operation("GET /v1/segments/{segment_id}/customer_count")
            .shape(ResponseShape.BODY)
            .addPrimaryKey("segment_id")
            .integer("The segment.", "segment_id")
            .integer("How many people are in it.", "count")
            .build(),
        table(SEGMENTS, "segment_used_by", "One row a segment: what uses it.", "used_by")
            .at("segments/{segment_id}/used_by")
            .child(SEGMENTS, "id", "segment_id")
            .operation("GET /v1/segments/{segment_id}/used_by")
            .shape(ResponseShape.OBJECT)
            .addPrimaryKey("segment_id")
            .integer("The segment.", "segment_id")
            .json("Campaigns that use it: a JSON array of ids.", "campaigns")
            .json("Newsletters that used it: a JSON array of ids.", "sent_newsletters")
            .json("Newsletters that will use it: a JSON array of ids.", "draft_newsletters")
            .build(),
        table(
                PEOPLE,
                "customer_relationships",
                "One row a relationship of a person to an object.",
                "cio_relationships")
            .at("customers/{cio_id}/relationships")
            .putQuery("id_type", "cio_id")
            .pageSize(PAGE_SIZE)
            .identity(ColumnPath.of("identifiers", "cio_object_id"))
            .child(PEOPLE, "cio_id", "cio_id")
            .operation("GET /v1/customers/{cio_id}/relationships")
            .addPrimaryKey("cio_id", "identifiers_cio_object_id")
            .text("The person.", "cio_id")
            .text("The object's kind.", "object_type_id")
            .text("The object's kind, among its identifiers.", "identifiers", "object_type_id")
            .text("The object, as the workspace knows it.", "identifiers", "object_id")
            .text("The object, as Customer.io knows it.", "identifiers", "cio_object_id")
            .build(),
        list(PEOPLE, "customer_segments", "One row a segment that a person is in.", SEGMENTS)
            .at("customers/{cio_id}/segments")
            .putQuery("id_type", "cio_id")
            .child(PEOPLE, "cio_id", "cio_id")
            .operation("GET /v1/customers/{cio_id}/segments")
            .addPrimaryKey("cio_id", "id")
            .text("The person.", "cio_id")
            .integer("The segment.", "id")
            .text("The segment's name.", "name")
            .text("What the segment is for.", "description")
            .build(),
        table(
                PEOPLE,
                "customer_subscription_preferences",
                "One row a person: what they want to get.",
                "customer")
            .at("customers/{cio_id}/subscription_preferences")
            .putQuery("id_type", "cio_id")
            .child(PEOPLE, "cio_id", "cio_id")
            .operation("GET /v1/customers/{cio_id}/subscription_preferences")
            .shape(ResponseShape.OBJECT)
            .addPrimaryKey("cio_id")
            .text("The person.", "cio_id")
            .text("The person, as the workspace knows them.", "id")
            .text("The person's cio_id.", "identifiers", "cio_id")
            .text("The person's address.", "identifiers", "email")
            .text("The person's id.", "identifiers", "id")
            .bool("Whether they unsubscribed from everything.", "unsubscribed")
            .json("The topics with what was chosen: a JSON array.", "topics")
            .text("The title of their page of subscriptions.", "header", "title")
            .text("The line below that title.", "header", "subtitle")
            .build(),
        table(PEOPLE, "optouts", "One row a person who wants nothing.", "optouts")
            .at("optouts")
            .operation("GET /v1/optouts")
            .pageSize(PAGE_SIZE)
            .identity(ColumnPath.of("cio_id"))
            .addPrimaryKey("cio_id")
            .text("The person.", "cio_id")
            .text("The person, as the workspace knows them.", "customer_id")
            .json("What they opted out of: a JSON array of channels and senders.", "optouts")
            .build(),
        list(OBJECTS, "object_types", "One row a kind of objects.", "types")
            .at("object_types")
            .operation("GET /v1/object_types")
            .addPrimaryKey("id")
            .text("Identifies the kind.", "id")
            .text("Its name.", "name")
            .text("Its name for one object.", "singular_name")
            .text("Its name in addresses.", "slug")
            .text("Its name in addresses for one object.", "singular_slug")
            .bool("Whether it is in use.", "enabled")
            .text("The name of its icon.", "icon")
            .build(),
        table(OBJECTS, OBJECTS, "One row an object: the identifiers.", "identifiers")
            .at("objects")
            .child("object_types", "id", "object_type_id")
            .operation("POST /v1/objects")
            .searchBody(EVERY_OBJECT)
            .pageSize(PAGE_SIZE)
            .identity(ColumnPath.of("cio_object_id"))
            .addPrimaryKey("cio_object_id")
            .text("The kind of object.", "object_type_id")
            .text("The object, as Customer.io knows it.", "cio_object_id")
            .text("The object, as the workspace knows it.", "object_id")
            .build(),
        table(OBJECTS, "object_attributes", "One row an object, with its attributes.", "object")
            .at("objects/{object_type_id}/{object_id}/attributes")
            .child(OBJECTS, "object_type_id", "object_type_id")
            .addParentKeys(new ParentKey("object_id", "object_id"))
            .operation("GET /v1/objects/{object_type_id}/{object_id}/attributes")
            .shape(ResponseShape.OBJECT)
            .addPrimaryKey("identifiers_cio_object_id")
            .text("The kind of object.", "object_type_id")
            .text("The object, as the workspace knows it.", "object_id")
            .text("The object, as Customer.io knows it.", "identifiers", "cio_object_id")
            .text("An id among the object's identifiers.", "identifiers", "id")
            .text("An address among the object's identifiers.", "identifiers", "email")
            .build(),
        table(
                OBJECTS,
                "object_relationships",
                "One row a relationship of an object to a person.",
                "cio_relationships")
            .at("objects/{object_type_id}/{object_id}/relationships")
            .child(OBJECTS, "object_type_id", "object_type_id")
            .addParentKeys(new ParentKey("object_id", "object_id"))
            .operation("GET /v1/objects/{object_type_id}/{object_id}/relationships")
            .pageSize(PAGE_SIZE)
            .identity(ColumnPath.of("identifiers", "cio_id"))
            .addPrimaryKey("object_type_id", "object_id", "identifiers_cio_id")
            .text("The kind of object.", "object_type_id")
            .text("The object, as the workspace knows it.", "object_id")
            .text("The person, as Customer.io knows them.", "identifiers", "cio_id")
            .text("The person, as the workspace knows them.", "identifiers", "id")
            .text("The person's address.", "identifiers", "email")
            .bool("Whether the kind of object is out of use.", "object_type_disabled")
            .build());
  }

  /** The identifiers of everybody; parents of the tables that are read person by person. */
  static TableSpec people() {
    return table(PEOPLE, PEOPLE, "One row a person: the identifiers.", "identifiers")
        .at("customers")
        .operation("POST /v1/customers")
        .selection(Selection.NEVER)
        .searchBody(EVERYBODY)
        .pageSize(PAGE_SIZE)
        .identity(ColumnPath.of("cio_id"))
        .addPrimaryKey("cio_id")
        .text("The person.", "cio_id")
        .build();
  }
}
