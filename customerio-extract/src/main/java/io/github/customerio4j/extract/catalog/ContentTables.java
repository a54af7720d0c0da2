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
        numbered("assets", "assets", "One row a file.", "assets").build(),
        numbered("asset_folders", "assets/folders", "One row a folder of files.", "folders")
            .build(),
        numbered(
                "design_studio_folders",
                "design_studio/folders",
                "One row a folder of the Design Studio.",
                "folders")
            .build(),
        numbered(
                "design_studio_components",
                "design_studio/components",
                "One row a component of emails.",
                "components")
            .build(),
        numbered(
                "design_studio_emails",
                "design_studio/emails",
                "One row an email of the Design Studio.",
                "emails")
            .changes("updated")
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
            .build(),
        list(GROUP, "design_studio_email_versions", "One row a version of an email.", "versions")
            .at("design_studio/emails/{email_id}/versions")
            .child("design_studio_emails", "id", "email_id")
            .refresh(RefreshRule.AFTER_CHANGES)
            .operation("GET /v1/design_studio/emails/{email_id}/versions")
            .addPrimaryKey("email_id", "id")
            .text("The email.", "email_id")
            .text("Identifies the version.", "id")
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
        .addPrimaryKey("id")
        .text("Identifies it.", "id")
        .text("Its name.", "name");
  }
}
