package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.data.Item;
import io.github.customerio4j.sandbox.data.Person;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the files of exports: header first, {@code \n} after each row. */
final class ExportCsv {
  private static final List<String> IDENTIFIERS = List.of("id", "email", "cio_id");
  private static final List<String> DELIVERY =
      List.of(
          "id",
          "type",
          "created",
          "customer_id",
          "campaign_id",
          "newsletter_id",
          "action_id",
          "recipient",
          "subject");

  private ExportCsv() {}

  /**
   * People with the attributes named, or all that any of them has when none is named. A value that
   * is null or absent is an empty field, an empty text is {@code ""}.
   */
  static String people(List<Person> people, List<String> attributes) {
    Set<String> columns = new LinkedHashSet<>(IDENTIFIERS);
    columns.addAll(attributes);
    if (attributes.isEmpty()) {
      people.forEach(person -> columns.addAll(person.attributes().members().keySet()));
    }
    StringBuilder out = new StringBuilder();
    row(out, new ArrayList<>(columns));
    for (Person person : people) {
      List<@Nullable String> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(person.valueOf(column)));
      row(out, cells);
    }
    return out.toString();
  }

  /** Messages: their main fields, then the attributes named of the people they went to. */
  static String deliveries(List<Item> messages, List<String> attributes) {
    StringBuilder out = new StringBuilder();
    List<@Nullable String> header = new ArrayList<>(DELIVERY);
    header.addAll(attributes);
    row(out, header);
    for (Item message : messages) {
      List<@Nullable String> cells = new ArrayList<>();
      for (String field : DELIVERY) {
        Object value = message.field(field);
        cells.add(value == null ? null : value.toString());
      }
      attributes.forEach(name -> cells.add(message.person().valueOf(name)));
      row(out, cells);
    }
    return out.toString();
  }

  private static void row(StringBuilder out, List<@Nullable String> cells) {
    out.append(cells.stream().map(ExportCsv::cell).collect(Collectors.joining(","))).append('\n');
  }

  private static String cell(@Nullable String value) {
    if (value == null) {
      return "";
    }
    boolean quoted =
        value.isEmpty()
            || value.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
            || value.startsWith(" ");
    return quoted ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
  }
}
