package io.github.customerio4j.extract.catalog;

import static io.github.customerio4j.extract.catalog.TableSpec.list;
import static io.github.customerio4j.extract.catalog.TableSpec.table;

import java.util.List;

/** Senders of messages: broadcasts, newsletters, transactional messages; actions of campaigns. */
final class SendingTables {
  private static final String CAMPAIGNS = "campaigns";
  private static final String BROADCASTS = "broadcasts";
  private static final String NEWSLETTERS = "newsletters";
  private static final String TRANSACTIONAL = "transactional";
  private static final int DELIVERY_PAGE_SIZE = 1000;

  private SendingTables() {}

  static List<TableSpec> all() {
    return List.of(
        actions(
            list(CAMPAIGNS, "campaign_actions", "One row an action of a campaign.", "actions")
                .at("campaigns/{campaign_id}/actions")
                .child(CAMPAIGNS, "id", "campaign_id")
                .refresh(RefreshRule.WHEN_CHANGED)
                .operation("GET /v1/campaigns/{campaign_id}/actions")
                .listedIn(ColumnPath.of("actions"))
                .addPrimaryKey("campaign_id", "id")
                .integer("The campaign.", "campaign_id")
                .integer("Identifies the action.", "id")
                .integer("The action that this one is a variant of.", "parent_action_id")),
        list(BROADCASTS, "broadcasts", "One row a broadcast.", BROADCASTS)
            .at("broadcasts")
            .operation("GET /v1/broadcasts")
            .changes("updated")
            .state(ColumnPath.of("state"))
            .addPrimaryKey("id")
            .integer("Identifies the broadcast.", "id")
            .text("The id and the last update: identifies a version.", "deduplicate_id")
            .text("Its name.", "name")
            .text("What triggers it: triggered_broadcast.", "type")
            .time("When it was made, Unix seconds.", "created")
            .time("When it was last changed, Unix seconds.", "updated")
            .bool("Whether it is active.", "active")
            .text("draft, running and so on.", "state")
            .json("Its actions: a JSON array of ids and types.", "actions")
            .json("Its templates: a JSON array of ids and types.", "msg_template_ids")
            .timeOrNever("When it first started, Unix seconds; 0 for never.", "first_started")
            .json("Its tags: a JSON array.", "tags")
            .build(),
        actions(
            list(BROADCASTS, "broadcast_actions", "One row an action of a broadcast.", "actions")
                .at("broadcasts/{broadcast_id}/actions")
                .child(BROADCASTS, "id", "broadcast_id")
                .refresh(RefreshRule.WHEN_CHANGED)
                .operation("GET /v1/broadcasts/{broadcast_id}/actions")
                .listedIn(ColumnPath.of("actions"))
                .addPrimaryKey("broadcast_id", "id")
                .integer("The broadcast.", "broadcast_id")
                .integer("Identifies the action.", "id")),
        list(BROADCASTS, "broadcast_triggers", "One row a triggering of a broadcast.", "triggers")
            .at("broadcasts/{broadcast_id}/triggers")
            .child(BROADCASTS, "id", "broadcast_id")
            .operation("GET /v1/broadcasts/{broadcast_id}/triggers")
            .settledAt(ColumnPath.of("processed_at"))
            .addPrimaryKey("broadcast_id", "id")
            .integer("The broadcast.", "broadcast_id")
            .integer("Identifies the triggering, within its broadcast.", "id")
            .time("When it was asked for, Unix seconds.", "created_at")
            .timeOrNever("When it was carried out, Unix seconds; 0 for not yet.", "processed_at")
            .build(),
        table(
                BROADCASTS,
                "broadcast_trigger_errors",
                "One row an error that a triggering of a broadcast met.",
                "errors")
            .at("campaigns/{broadcast_id}/triggers/{trigger_id}/errors")
            .child("broadcast_triggers", "broadcast_id", "broadcast_id")
            .addParentKeys(new ParentKey("id", "trigger_id"))
            .refresh(RefreshRule.UNTIL_SETTLED)
            .operation("GET /v1/campaigns/{broadcast_id}/triggers/{trigger_id}/errors")
            .shape(ResponseShape.NUMBERED_TEXTS)
            .paging(Paging.OFFSET_CURSOR)
            .valueKey("error")
            .addPrimaryKey("broadcast_id", "trigger_id", "error_number")
            .integer("The broadcast.", "broadcast_id")
            .integer("The triggering.", "trigger_id")
            .integer("Its place in the list, from 1.", "error_number")
            .text("What went wrong.", "error")
            .build(),
        list(NEWSLETTERS, "newsletters", "One row a newsletter.", NEWSLETTERS)
            .at("newsletters")
            .operation("GET /v1/newsletters")
            .changes("updated")
            .settledAt(ColumnPath.of("sent_at"))
            .pageSize(100)
            .addPrimaryKey("id")
            .integer("Identifies the newsletter.", "id")
            .text("The id and the last update: identifies a version.", "deduplicate_id")
            .text("Its name.", "name")
            .text("The channel: email, push, webhook and so on.", "type")
            .timeOrNever("When it was sent, Unix seconds; 0 for never.", "sent_at")
            .time("When it was made, Unix seconds.", "created")
            .time("When it was last changed, Unix seconds.", "updated")
            .json("Its contents: a JSON array of ids.", "content_ids")
            .json("Its tags: a JSON array.", "tags")
            .json("The segments that it goes to: a JSON array of ids.", "recipient_segment_ids")
            .integer("The topic that people must subscribe to.", "subscription_topic_id")
            .build(),
        contents(
            list(
                    NEWSLETTERS,
                    "newsletter_contents",
                    "One row a content of a newsletter.",
                    "contents")
                .at("newsletters/{newsletter_id}/contents")
                .child(NEWSLETTERS, "id", "newsletter_id")
                .refresh(RefreshRule.WHEN_CHANGED)
                .operation("GET /v1/newsletters/{newsletter_id}/contents")
                .listedIn(ColumnPath.of("content_ids"))
                .addPrimaryKey("newsletter_id", "id")
                .integer("The newsletter.", "newsletter_id")
                .integer("Identifies the content.", "id")
                .text("The id and the last update: identifies a version.", "deduplicate_id")),
        list(
                NEWSLETTERS,
                "newsletter_test_groups",
                "One row a group of an A/B test of a newsletter.",
                "test_groups")
            .at("newsletters/{newsletter_id}/test_groups")
            .child(NEWSLETTERS, "id", "newsletter_id")
            .refresh(RefreshRule.WHEN_CHANGED)
            .operation("GET /v1/newsletters/{newsletter_id}/test_groups")
            .addPrimaryKey("newsletter_id", "id")
            .integer("The newsletter.", "newsletter_id")
            .integer("Identifies the group.", "id")
            .text("Its name.", "name")
            .text("Its label.", "label")
            .bool("Whether it won the test.", "winner")
            .json("Its contents: a JSON array of ids.", "content_ids")
            .build(),
        list(
                TRANSACTIONAL,
                "transactional_messages",
                "One row a transactional message.",
                "messages")
            .at("transactional")
            .operation("GET /v1/transactional")
            .changes("updated_at")
            .addPrimaryKey("id")
            .integer("Identifies the transactional message.", "id")
            .text("Its name.", "name")
            .text("What it is for.", "description")
            .bool("Whether it goes to people who unsubscribed, too.", "send_to_unsubscribed")
            .bool("Whether clicks on its links are counted.", "link_tracking")
            .bool("Whether its opens are counted.", "open_tracking")
            .bool("Whether its body is hidden in Customer.io.", "hide_message_body")
            .bool("Whether it waits as a draft.", "queue_drafts")
            .time("When it was made, Unix seconds.", "created_at")
            .time("When it was last changed, Unix seconds.", "updated_at")
            .build(),
        contents(
            list(
                    TRANSACTIONAL,
                    "transactional_contents",
                    "One row a content of a transactional message.",
                    "contents")
                .at("transactional/{transactional_id}/contents")
                .child("transactional_messages", "id", "transactional_id")
                .refresh(RefreshRule.WHEN_CHANGED)
                .operation("GET /v1/transactional/{transactional_id}/contents")
                .addPrimaryKey("transactional_id", "id")
                .integer("The transactional message.", "transactional_id")
                .integer("Identifies the content.", "id")
                .time("When it was made, Unix seconds.", "created")
                .time("When it was last changed, Unix seconds.", "updated")),
        deliveries(
            list(
                    TRANSACTIONAL,
                    "transactional_deliveries",
                    "One row a delivery of a transactional message.",
                    "messages")
                .at("transactional/{transactional_id}/messages")
                .child("transactional_messages", "id", "transactional_id")
                .operation("GET /v1/transactional/{transactional_id}/messages")
                .pageSize(DELIVERY_PAGE_SIZE)
                .isWindowed(true)
                .timeField(ColumnPath.of("created"))
                .addPrimaryKey("transactional_id", "id")
                .integer("The transactional message.", "transactional_id")
                .text("Identifies the delivery.", "id")));
  }

  private static TableSpec actions(TableSpec.Builder table) {
    return MessageColumns.actions(table).build();
  }

  private static TableSpec contents(TableSpec.Builder table) {
    return MessageColumns.content(
            table
                .text("Its name.", "name")
                .text("The channel: email, push, webhook and so on.", "type"))
        .text("Who gets a copy.", "cc")
        .build();
  }

  private static TableSpec deliveries(TableSpec.Builder table) {
    return MessageColumns.deliveries(table).build();
  }
}
