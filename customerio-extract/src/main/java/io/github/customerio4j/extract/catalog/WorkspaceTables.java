package io.github.customerio4j.extract.catalog;

import static io.github.customerio4j.extract.catalog.TableSpec.list;
import static io.github.customerio4j.extract.catalog.TableSpec.table;

import java.util.List;

/** Tables about the workspace as a whole. */
final class WorkspaceTables {
  private static final String GROUP = "workspace";

  private WorkspaceTables() {}

  static List<TableSpec> all() {
    return List.of(
        list(GROUP, "collections", "One row a collection.", "collections")
            .at("collections")
            .operation("GET /v1/collections")
            .addPrimaryKey("id")
            .integer("Identifies the collection.", "id")
            .text("Its name.", "name")
            .build(),
        table(GROUP, "collection_contents", "One row a collection: what it holds.", "content")
            .at("collections/{collection_id}/content")
            .child("collections", "id", "collection_id")
            .operation("GET /v1/collections/{collection_id}/content")
            .shape(ResponseShape.VALUE)
            .valueKey("content")
            .addPrimaryKey("collection_id")
            .text("The collection.", "collection_id")
            .text("All of it: JSON, a text in its quotes.", "content")
            .build(),
        table(GROUP, "snippets", "One row a snippet.", "snippets")
            .at("snippets")
            .operation("GET /v1/snippets")
            .identity(ColumnPath.of("name"))
            .addPrimaryKey("name")
            .text("Identifies the snippet.", "name")
            .text("Its content.", "value")
            .build(),
        list(GROUP, "sender_identities", "One row a sender.", "sender_identities")
            .at("sender_identities")
            .operation("GET /v1/sender_identities")
            .putSecondListQuery("hidden", "true")
            .pageSize(100)
            .addPrimaryKey("id")
            .integer("Identifies the sender.", "id")
            .text("The name that is shown.", "name")
            .text("The address.", "email")
            .bool("Whether it is hidden.", "hidden")
            .build(),
        table(GROUP, "sender_identity_used_by", "One row a sender: what uses it.", "used_by")
            .at("sender_identities/{sender_id}/used_by")
            .child("sender_identities", "id", "sender_id")
            .operation("GET /v1/sender_identities/{sender_id}/used_by")
            .shape(ResponseShape.BODY)
            .addPrimaryKey("sender_id")
            .text("The sender.", "sender_id")
            .text("Campaigns that use it: a JSON array of ids.", "campaigns")
            .text("Newsletters that used it: a JSON array of ids.", "sent_newsletters")
            .text("Newsletters that will use it: a JSON array of ids.", "draft_newsletters")
            .build(),
        list(GROUP, "subscription_topics", "One row a topic to subscribe to.", "topics")
            .at("subscription_topics")
            .operation("GET /v1/subscription_topics")
            .addPrimaryKey("id")
            .integer("Identifies the topic.", "id")
            .text("Its name.", "name")
            .build(),
        list(GROUP, "subscription_channels", "One row a channel to subscribe to.", "channels")
            .at("subscription_channels")
            .operation("GET /v1/subscription_channels")
            .addPrimaryKey("id")
            .text("Identifies the channel.", "id")
            .text("Its name.", "name")
            .build(),
        list(GROUP, "reporting_webhooks", "One row a reporting webhook.", "reporting_webhooks")
            .at("reporting_webhooks")
            .operation("GET /v1/reporting_webhooks")
            .addPrimaryKey("id")
            .integer("Identifies the webhook.", "id")
            .text("Its name.", "name")
            .text("Where it sends to.", "endpoint")
            .build(),
        table(GROUP, "esp_suppressions", "One row an address that is not sent to.", "suppressions")
            .at("esp/suppression/{category}")
            .addFixedParents("bounces", "blocks", "spam_reports", "invalid_emails")
            .addParentKeys(new ParentKey("category", "category"))
            .operation("GET /v1/esp/suppression/{category}")
            .pageSize(1000)
            .paging(Paging.OFFSET)
            .identity(ColumnPath.of("email"))
            .addPrimaryKey("category", "email")
            .text("Why: bounces, blocks, spam_reports or invalid_emails.", "category")
            .text("The address.", "email")
            .build(),
        list(GROUP, "exports", "One row an export.", "exports")
            .at("exports")
            .operation("GET /v1/exports")
            .addPrimaryKey("id")
            .integer("Identifies the export.", "id")
            .text("pending, done or failed.", "status")
            .build(),
        list(GROUP, "workspaces", "One row a workspace of the account.", "workspaces")
            .at("workspaces")
            .operation("GET /v1/workspaces")
            .addPrimaryKey("id")
            .integer("Identifies the workspace.", "id")
            .text("Its name.", "name")
            .build(),
        table(GROUP, "ip_addresses", "One row an address that requests come from.", "ip_addresses")
            .at("info/ip_addresses")
            .operation("GET /v1/info/ip_addresses")
            .shape(ResponseShape.TEXTS)
            .valueKey("ip_address")
            .identity(ColumnPath.of("ip_address"))
            .addPrimaryKey("ip_address")
            .text("The address.", "ip_address")
            .build());
  }
}
