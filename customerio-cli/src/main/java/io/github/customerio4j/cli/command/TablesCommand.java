package io.github.customerio4j.cli.command;

import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.terminal.SpellingSuggestion;
import io.github.customerio4j.cli.terminal.TextTable;
import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import io.github.customerio4j.extract.catalog.ColumnSpec;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tables}: what can be extracted. Needs no key. Exit codes: 0; 1 for an unknown table. */
@Command(
    name = "tables",
    description = "Lists the tables that there are, or the columns of one.",
    footer = {
      "",
      "Example: what newsletter_contents holds",
      "  customerio tables newsletter_contents",
      "",
      "Example: all of it for a program",
      "  customerio tables --json",
      "",
      "Exit codes: 0 done, 1 there is no such table"
    })
public final class TablesCommand extends CliCommand {
  @Parameters(arity = "0..1", paramLabel = "TABLE", description = "The one whose columns to list.")
  private @Nullable String table;

  @Option(names = "--json", description = "One JSON document with everything.")
  private boolean isJson;

  /** Lists the catalog on the terminal of the process. */
  public TablesCommand() {
    this(ProcessContext.ofProcess());
  }

  TablesCommand(ProcessContext context) {
    super(context);
  }

  @Override
  protected int run() throws IOException {
    PrintStream out = context().terminal().out();
    if (isJson) {
      out.println(json(table == null ? TableCatalog.all() : List.of(named(table))));
    } else if (table == null) {
      list().lines().forEach(out::println);
    } else {
      describe(named(table), out);
    }
    return 0;
  }

  /** The name that selects the table. */
  static String name(TableSpec table) {
    return table.name().endsWith("_") ? table.name() + "TYPE" : table.name();
  }

  private static TableSpec named(String wanted) {
    List<String> names = TableCatalog.all().stream().map(TablesCommand::name).toList();
    for (TableSpec table : TableCatalog.all()) {
      boolean isOfType = table.name().endsWith("_") && wanted.startsWith(table.name());
      if (name(table).equals(wanted) || (isOfType && !names.contains(wanted))) {
        return table;
      }
    }
    throw new IllegalArgumentException(
        "Cannot describe \""
            + wanted
            + "\": there is no such table."
            + SpellingSuggestion.question(wanted, names)
            + " \"customerio tables\" lists them all.");
  }

  private static TextTable list() {
    TextTable lines = new TextTable(Collections.nCopies(5, Alignment.LEFT));
    lines.add(List.of("TABLE", "GROUP", "KEY", "PARENT", "WHAT IT HOLDS"));
    lines.addRule();
    for (TableSpec table : TableCatalog.all()) {
      lines.add(
          List.of(
              name(table),
              table.group(),
              String.join(",", table.primaryKey()),
              table.parent().orElse("-"),
              table.description()));
    }
    return lines;
  }

  private static void describe(TableSpec table, PrintStream out) {
    out.println(name(table) + ": " + table.description());
    out.println("From " + table.operation() + "; group " + table.group());
    out.println("Primary key: " + String.join(", ", table.primaryKey()));
    table
        .parent()
        .ifPresent(
            parent -> out.println("For each of " + parent + ", again " + table.refresh().text()));
    out.println();
    TextTable lines = new TextTable(Collections.nCopies(3, Alignment.LEFT));
    lines.add(List.of("COLUMN", "TYPE", "WHAT IT HOLDS"));
    lines.addRule();
    for (ColumnSpec column : table.columns()) {
      lines.add(List.of(name(column), type(column), column.description()));
    }
    lines.lines().forEach(out::println);
    out.println();
    out.println("Other fields of the API's records get columns as they come.");
  }

  private static String json(List<TableSpec> tables) throws IOException {
    Buffer text = new Buffer();
    try (JsonWriter json = JsonWriter.of(text)) {
      json.setIndent("  ");
      json.beginObject().name("tables").beginArray();
      for (TableSpec table : tables) {
        write(table, json);
      }
      json.endArray().endObject();
    }
    return text.readUtf8();
  }

  private static void write(TableSpec table, JsonWriter json) throws IOException {
    json.setSerializeNulls(true);
    json.beginObject();
    json.name("name").value(name(table));
    json.name("group").value(table.group());
    json.name("description").value(table.description());
    json.name("operation").value(table.operation());
    json.name("parent").value(table.parent().orElse(null));
    json.name("refresh").value(table.refresh().name().toLowerCase(Locale.ROOT));
    json.name("primary_key").beginArray();
    for (String column : table.primaryKey()) {
      json.value(column);
    }
    json.endArray();
    json.name("columns").beginArray();
    for (ColumnSpec column : table.columns()) {
      json.beginObject();
      json.name("name").value(name(column));
      json.name("path").value(column.path().pointer());
      json.name("type").value(type(column));
      json.name("description").value(column.description());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  /** The documented columns, by their keys. */
  private static String name(ColumnSpec column) {
    return String.join("_", column.path().keys());
  }

  private static String type(ColumnSpec column) {
    return column.type().name().toLowerCase(Locale.ROOT);
  }
}
