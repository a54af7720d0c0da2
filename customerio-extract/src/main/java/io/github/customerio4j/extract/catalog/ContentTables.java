package io.github.customerio4j.extract.catalog;

import static io.github.customerio4j.extract.catalog.TableSpec.list;

import java.util.List;

/** Files and what the Design Studio holds; these lists count their pages. */
final class ContentTables {
  private static final String GROUP = "content";
  private static final int A_PAGE = 1000;

  private ContentTables() {}

  static List<TableSpec> all() {
    return List.of(
        counted("assets", "assets", "One row a file.", "assets").build(),
        counted("asset_folders", "assets/folders", "One row a folder of files.", "folders").build(),
        counted(
                "design_studio_folders",
                "design_studio/folders",
                "One row a folder of the Design Studio.",
                "folders")
            .build(),
        counted(
                "design_studio_components",
                "design_studio/components",
                "One row a component of emails.",
                "components")
            .build(),
        counted(
                "design_studio_emails",
                "design_studio/emails",
                "One row an email of the Design Studio.",
                "emails")
            .build(),
        list(
                GROUP,
                "design_studio_email_translations",
                "One row a translation of an email.",
                "email_translations")
            .at("design_studio/emails/{email_id}/languages")
            .child("design_studio_emails", "id", "email_id")
            .operation("GET /v1/design_studio/emails/{email_id}/languages")
            .addPrimaryKey("id")
            .text("The email.", "email_id")
            .text("Identifies the translation.", "id")
            .text("Its language.", "language")
            .build(),
        list(GROUP, "design_studio_email_versions", "One row a version of an email.", "versions")
            .at("design_studio/emails/{email_id}/versions")
            .child("design_studio_emails", "id", "email_id")
            .operation("GET /v1/design_studio/emails/{email_id}/versions")
            .addPrimaryKey("email_id", "id")
            .text("The email.", "email_id")
            .text("Identifies the version.", "id")
            .build());
  }

  private static TableSpec.Builder counted(
      String name, String path, String description, String key) {
    return list(GROUP, name, description, key)
        .operation("GET /v1/" + path)
        .at(path)
        .paging(Paging.PAGE)
        .pageSize(A_PAGE)
        .addPrimaryKey("id")
        .text("Identifies it.", "id")
        .text("Its name.", "name");
  }
}
