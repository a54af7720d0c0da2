package io.github.customerio4j.extract.catalog;

import static io.github.customerio4j.extract.catalog.TableSpec.list;
import static io.github.customerio4j.extract.catalog.TableSpec.table;

import java.util.List;

/** Files and contents of the Design Studio. The pages of these lists are numbered. */
final class ContentTables {
  private static final String GROUP = "content";
  private static final int PAGE_SIZE = 10_000;
  private static final int SMALLER_PAGE_SIZE = 1000;

  private ContentTables() {}

  static List<TableSpec> all() {
    return List.of(
        numbered("assets", "assets", "One row a file.", "assets")
            .integer("Identifies the file.", "id")
            .text("Its name.", "name")
            .text("Its path, with its folders.", "path")
            .integer("Its size in bytes.", "size")
            .integer("The folder that it is in.", "parent_folder_id")
            .time("When it was made, Unix seconds.", "created")
            .time("When it was last changed, Unix seconds.", "updated")
            .build(),
        numbered("asset_folders", "assets/folders", "One row a folder of files.", "folders")
            .integer("Identifies the folder.", "id")
            .text("Its name.", "name")
            .integer("The folder that it is in.", "parent_folder_id")
            .time("When it was made, Unix seconds.", "created")
            .time("When it was last changed, Unix seconds.", "updated")
            .build(),
        studio(
                "design_studio_folders",
                "design_studio/folders",
                "One row a folder of the Design Studio.",
                "folders")
            .build(),
        studio(
                "design_studio_components",
                "design_studio/components",
                "One row a component of emails.",
                "components")
            .text("The tag by which emails use it.", "tag")
            .build(),
        studio(
                "design_studio_emails",
                "design_studio/emails",
                "One row an email of the Design Studio.",
                "emails")
            .changes("updated")
            .bool("Whether it is linked to a message.", "is_linked")
            .bool("Whether it is a template for others.", "is_template")
            .build(),
        table(
                GROUP,
                "design_studio_email_translations",
                "One row a translation of an email.",
                "email_translations")
            .at("design_studio/emails/{email_id}/languages")
            .child("design_studio_emails", "id", "email_id")
            .refresh(RefreshRule.AFTER_CHANGES)
            .operation("GET /v1/design_studio/emails/{email_id}/languages")
            .identity(ColumnPath.of("language"))
            .addPrimaryKey("email_id", "language")
            .addFormerPrimaryKey("id")
            .text("The email.", "email_id")
            .text("Its language.", "language")
            .text("The group of translations that it is of.", "language_group_id")
            .json("The languages of that group: a JSON array.", "available_languages")
            .text("The folder that it is in.", "parent_folder_id")
            .text("Its subject.", "content", "subject")
            .text("What an inbox shows beside the subject.", "content", "preheader_text")
            .text("Its body as HTML.", "content", "html")
            .text("Its body for clients that show AMP.", "content", "amp")
            .text("Its body as plain text.", "content", "text")
            .text("The sender's address.", "envelope", "from")
            .integer("The sender, of sender_identities.", "envelope", "from_id")
            .text("The address for replies.", "envelope", "reply_to")
            .integer("The sender identity for replies.", "envelope", "reply_to_id")
            .text("Where it goes: an address, or a template of it.", "envelope", "recipient")
            .text("Who gets a blind copy.", "envelope", "bcc")
            .bool("Whether blind copies go out on their own.", "envelope", "fake_bcc")
            .json("Headers: a JSON array of names and values.", "envelope", "headers")
            .bool("Whether it is linked to a message.", "is_linked")
            .bool("Whether it is a template for others.", "is_template")
            .time("When it was made, Unix seconds.", "created")
            .time("When it was last changed, Unix seconds.", "updated")
            .build(),
        list(GROUP, "design_studio_email_versions", "One row a version of an email.", "versions")
            .at("design_studio/emails/{email_id}/versions")
            .child("design_studio_emails", "id", "email_id")
            .refresh(RefreshRule.AFTER_CHANGES)
            .operation("GET /v1/design_studio/emails/{email_id}/versions")
            .addPrimaryKey("email_id", "id")
            .text("The email.", "email_id")
            .text("Identifies the version.", "id")
            .text("Its name.", "name")
            .text("What was changed.", "description")
            .text("What it is a version of.", "node_id")
            .text("The kind of that: an email, a component.", "node_type")
            .bool("Whether it was made by publishing.", "created_on_publish")
            .bool("Whether it was made for feedback.", "feedback")
            .time("When it was made, Unix seconds.", "created")
            .build());
  }

  private static TableSpec.Builder numbered(
      String name, String path, String description, String key) {
    return list(GROUP, name, description, key)
        .operation("GET /v1/" + path)
        .at(path)
        .paging(Paging.PAGE)
        .pageSize(PAGE_SIZE)
        .smallerPageSize(SMALLER_PAGE_SIZE)
        .addPrimaryKey("id");
  }

  private static TableSpec.Builder studio(
      String name, String path, String description, String key) {
    return numbered(name, path, description, key)
        .text("Identifies it.", "id")
        .text("Its name.", "name")
        .text("The folder that it is in.", "parent_folder_id")
        .time("When it was made, Unix seconds.", "created")
        .time("When it was last changed, Unix seconds.", "updated");
  }
}
