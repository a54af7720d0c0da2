package io.github.customerio4j.cli.docs;

import io.github.customerio4j.extract.catalog.ColumnSpec;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.engine.commit.ColumnNamer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalog of tables as Markdown. */
final class CatalogPage {
  private CatalogPage() {}

  /** The column names of unusual and of colliding keys. */
  static String columnNames() {
    String eighty = "k".repeat(76);
    StringBuilder table = new StringBuilder("| keys, in the order of appearance | columns |\n");
    table.append("| --- | --- |\n");
    List<List<String>> groups =
        List.of(
            List.of("Name", "name"),
            List.of("a.b", "a_b"),
            List.of("Last name", "last_name"),
            List.of("größe"),
            List.of("_private_"),
            List.of("🚀", "_"),
            List.of(eighty + "_one", eighty + "_two"));
    for (List<String> keys : groups) {
      ColumnNamer namer = new ColumnNamer();
      table.append("| ").append(listed(keys)).append(" | ");
      table.append(listed(keys.stream().map(namer::uniqueName).toList())).append(" |\n");
    }
    return table.toString();
  }

  private static String listed(List<String> texts) {
    return texts.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
  }

  private static String again(TableSpec table) {
    String source = table.refreshedBy().or(table::parent).orElse("");
    boolean isParent = table.parent().equals(Optional.of(source));
    return table
        .refresh()
        .text()
        .replace("the parent", isParent ? "it" : "its record of `" + source + "`");
  }

  static String text() {
    StringBuilder page = new StringBuilder();
    for (TableSpec table : TableCatalog.all()) {
      String name = table.name().endsWith("_") ? table.name() + "TYPE" : table.name();
      page.append("### ").append(name).append("\n\n");
      page.append(table.description()).append('\n');
      page.append("From `").append(table.operation()).append("`; primary key ");
      page.append("`").append(String.join("`, `", table.primaryKey())).append("`.\n");
      if (table.parent().isPresent()) {
        page.append("Read for each of `").append(table.parent().get()).append("`, again ");
        page.append(table.isWindowed() ? "from where the last run ended" : again(table));
        page.append(".\n");
      }
      page.append('\n');
      page.append("| column | key in the record | type | meaning |\n| --- | --- | --- | --- |\n");
      for (ColumnSpec column : table.columns()) {
        page.append("| `")
            .append(ColumnNamer.plainName(String.join("_", column.path().keys())))
            .append("` | `")
            .append(column.path().dotted())
            .append("` | ")
            .append(column.type().name().toLowerCase(Locale.ROOT))
            .append(" | ")
            .append(column.description())
            .append(" |\n");
      }
      page.append('\n');
    }
    return page.toString();
  }
}
