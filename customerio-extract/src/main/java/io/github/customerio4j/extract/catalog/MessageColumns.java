package io.github.customerio4j.extract.catalog;

/** Columns that several tables of messages and of their contents share. */
final class MessageColumns {
  private MessageColumns() {}

  /** The columns of a delivery, except for its id. */
  static TableSpec.Builder deliveries(TableSpec.Builder table) {
    table
        .text("The id and the last update: identifies a version.", "deduplicate_id")
        .text("The channel: email, push, webhook and so on.", "type")
        .time("When it was made, Unix seconds.", "created")
        .text("The person, as the workspace knows them.", "customer_id")
        .text("The person's cio_id.", "customer_identifiers", "cio_id")
        .text("The person's address.", "customer_identifiers", "email")
        .text("The person's id.", "customer_identifiers", "id")
        .text("Where it went.", "recipient")
        .text("Its subject.", "subject")
        .integer("The campaign it belongs to.", "campaign_id")
        .integer("The newsletter it belongs to.", "newsletter_id")
        .integer("The broadcast it belongs to.", "broadcast_id")
        .integer("The action of the campaign or broadcast.", "action_id")
        .integer("The action that this one is a variant of.", "parent_action_id")
        .integer("The content of the newsletter.", "content_id")
        .text("The event or API call that triggered it.", "trigger_event_id")
        .integer("Its template.", "msg_template_id")
        .integer("Its template, by a name that the API deprecates.", "message_template_id")
        .text("Why it failed.", "failure_message")
        .bool("Whether its content was forgotten.", "forgotten");
    return metrics(table);
  }

  /** Only metrics that happened are there. */
  private static TableSpec.Builder metrics(TableSpec.Builder table) {
    return table
        .time("When it was made, as a metric.", "metrics", "created")
        .time("When it became a draft, Unix seconds.", "metrics", "drafted")
        .time("When sending began, Unix seconds.", "metrics", "attempted")
        .time("When it was sent, Unix seconds.", "metrics", "sent")
        .time("When it was delivered, Unix seconds.", "metrics", "delivered")
        .time("When it was first opened, Unix seconds.", "metrics", "opened")
        .integer("Opens by a person: a number, or Unix seconds.", "metrics", "human_opened")
        .integer("Opens by a machine: a number, or Unix seconds.", "metrics", "prefetch_opened")
        .time("When a link was first clicked, Unix seconds.", "metrics", "clicked")
        .integer("Clicks by a person: a number, or Unix seconds.", "metrics", "human_clicked")
        .integer("Clicks by a machine: a number, or Unix seconds.", "metrics", "prefetch_clicked")
        .time("When it converted, Unix seconds.", "metrics", "converted")
        .time("When it bounced, Unix seconds.", "metrics", "bounced")
        .time("When it was reported as spam, Unix seconds.", "metrics", "spammed")
        .time("When the person unsubscribed by it, Unix seconds.", "metrics", "unsubscribed")
        .time("When it was dropped before sending, Unix seconds.", "metrics", "dropped")
        .time("When it failed, Unix seconds.", "metrics", "failed")
        .time("When it proved undeliverable, Unix seconds.", "metrics", "undeliverable");
  }

  /** The columns of an action of a campaign or broadcast, except for its ids. */
  static TableSpec.Builder actions(TableSpec.Builder table) {
    table
        .text("The id and the last update: identifies a version.", "deduplicate_id")
        .text("Its name.", "name")
        .text("What it does: email, push, webhook and so on.", "type")
        .time("When it was made, Unix seconds.", "created")
        .time("When it was last changed, Unix seconds.", "updated")
        .text("How it sends: automatic, draft or off.", "sending_state");
    return content(table)
        .text("Where an image or a file of the message lies.", "image_url")
        .text("Where a webhook sends to.", "url")
        .text("How a webhook sends: get, post, put, delete or patch.", "method");
  }

  /** What a message of any kind consists of. */
  static TableSpec.Builder content(TableSpec.Builder table) {
    return table
        .text("Its language; empty for the default.", "language")
        .text("The layout that the body is put into.", "layout")
        .text("Its body.", "body")
        .text("Its body for clients that show AMP.", "body_amp")
        .text("Its subject.", "subject")
        .text("What an inbox shows beside the subject.", "preheader_text")
        .text("The sender's address.", "from")
        .integer("The sender, of sender_identities.", "from_id")
        .text("The address for replies.", "reply_to")
        .integer("The sender identity for replies.", "reply_to_id")
        .text("Where it goes: an address, or a template of it.", "recipient")
        .text("Who gets a blind copy.", "bcc")
        .bool("Whether blind copies go out as messages of their own.", "fake_bcc")
        .text("What prepares the body: premailer or nothing.", "preprocessor")
        .text("Headers: JSON as text; those of an object have columns of their own.", "headers");
  }
}
