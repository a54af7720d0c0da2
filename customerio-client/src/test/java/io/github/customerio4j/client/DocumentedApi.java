package io.github.customerio4j.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * What the API's definition of 2026-09-17 documents: the parameters and the fields of its read
 * operations. {@code src/test/resources/documented} holds the facts, one a line.
 */
final class DocumentedApi {
  private DocumentedApi() {}

  /** A query parameter of an operation. */
  record Parameter(String method, String path, String name) {
    String operation() {
      return normal(method, path);
    }

    @Override
    public String toString() {
      return method + " " + path + " " + name;
    }
  }

  /**
   * A field of a response.
   *
   * @param pointer where it is: names between slashes, {@code *} for each item of a list
   * @param type {@code string}, {@code integer}, {@code boolean}, {@code array}, {@code object} or
   *     {@code any}
   * @param values its values, if the definition lists them
   */
  record Field(
      String method, String path, String pointer, String type, String format, List<String> values) {
    String operation() {
      return normal(method, path);
    }

    List<String> names() {
      return List.of(pointer.substring(1).split("/"));
    }

    @Override
    public String toString() {
      return method + " " + path + " " + pointer;
    }
  }

  static List<Parameter> parameters() {
    return lines("parameters.tsv").stream()
        .map(cells -> new Parameter(cells[0], cells[1], cells[2]))
        .toList();
  }

  static List<Field> fields() {
    return lines("fields.tsv").stream()
        .map(
            cells ->
                new Field(
                    cells[0],
                    cells[1],
                    cells[2],
                    cells[3],
                    cells[4],
                    cells[6].isEmpty() ? List.of() : List.of(cells[6].split(","))))
        .toList();
  }

  /** An operation whatever its path's parts are called: {@code GET campaigns/{}/actions}. */
  static String normal(String method, String path) {
    return method
        + " "
        + path.replaceFirst("^/v1/", "").replaceFirst("\\?.*", "").replaceAll("\\{\\w+}", "{}");
  }

  private static List<String[]> lines(String file) {
    try (InputStream in = DocumentedApi.class.getResourceAsStream("/documented/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
