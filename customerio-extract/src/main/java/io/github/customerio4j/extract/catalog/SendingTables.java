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
        list(CAMPAIGNS, "campaign_actions", "One row an action of a campaign.", "actions")
            .at("campaigns/{campaign_id}/actions")
            .child(CAMPAIGNS, "id", "campaign_id")
            .refresh(RefreshRule.WHEN_CHANGED)
            .operation("GET /v1/campaigns/{campaign_id}/actions")
            .listedIn(ColumnPath.of("actions"))
            .addPrimaryKey("campaign_id", "id")
            .text("The campaign.", "campaign_id")
            .text("Identifies the action.", "id")
            .text("Its name.", "name")
            .text("What it does: email, push, webhook and so on.", "type")
            .build(),
        list(BROADCASTS, "broadcasts", "One row a broadcast.", BROADCASTS)
            .at("broadcasts")
            .operation("GET /v1/broadcasts")
            .changes("updated")
            .state(ColumnPath.of("state"))
            .addPrimaryKey("id")
            .integer("Identifies the broadcast.", "id")
            .text("Its name.", "name")
            .time("When it was made, Unix seconds.", "created")
            .time("When it was last changed, Unix seconds.", "updated")
            .build(),
        list(BROADCASTS, "broadcast_actions", "One row an action of a broadcast.", "actions")
            .at("broadcasts/{broadcast_id}/actions")
            .child(BROADCASTS, "id", "broadcast_id")
            .refresh(RefreshRule.WHEN_CHANGED)
            .operation("GET /v1/broadcasts/{broadcast_id}/actions")
            .listedIn(ColumnPath.of("actions"))
            .addPrimaryKey("broadcast_id", "id")
            .text("The broadcast.", "broadcast_id")
            .text("Identifies the action.", "id")
            .text("Its name.", "name")
            .text("What it does: email, push, webhook and so on.", "type")
            .build(),
        list(BROADCASTS, "broadcast_triggers", "One row a triggering of a broadcast.", "triggers")
            .at("broadcasts/{broadcast_id}/triggers")
            .child(BROADCASTS, "id", "broadcast_id")
            .operation("GET /v1/broadcasts/{broadcast_id}/triggers")
            .settledAt(ColumnPath.of("processed_at"))
            .addPrimaryKey("broadcast_id", "id")
            .text("The broadcast.", "broadcast_id")
            .text("Identifies the triggering, within its broadcast.", "id")
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
            .text("The broadcast.", "broadcast_id")
            .text("The triggering.", "trigger_id")
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
            .text("Its name.", "name")
            .time("When it was sent, Unix seconds.", "sent_at")
            .time("When it was made, Unix seconds.", "created")
            .time("When it was last changed, Unix seconds.", "updated")
            .build(),
        list(NEWSLETTERS, "newsletter_contents", "One row a content of a newsletter.", "contents")
            .at("newsletters/{newsletter_id}/contents")
            .child(NEWSLETTERS, "id", "newsletter_id")
            .refresh(RefreshRule.WHEN_CHANGED)
            .operation("GET /v1/newsletters/{newsletter_id}/contents")
            .listedIn(ColumnPath.of("content_ids"))
            .addPrimaryKey("newsletter_id", "id")
            .text("The newsletter.", "newsletter_id")
            .text("Identifies the content.", "id")
            .text("Its name.", "name")
            .text("Its language; empty for the default.", "language")
            .build(),
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
            .text("The newsletter.", "newsletter_id")
            .text("Identifies the group.", "id")
            .text("Its label.", "label")
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
            .build(),
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
            .text("The transactional message.", "transactional_id")
            .text("Identifies the content.", "id")
            .text("Its language; empty for the default.", "language")
            .build(),
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
            .text("The transactional message.", "transactional_id")
            .text("Identifies the delivery.", "id")
            .text("email, push and so on.", "type")
            .time("When it was made, Unix seconds.", "created")
            .text("Where it went.", "recipient")
            .build());
  }
}
