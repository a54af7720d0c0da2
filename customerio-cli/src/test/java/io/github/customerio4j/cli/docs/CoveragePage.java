package io.github.customerio4j.cli.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.client.CustomerIo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import retrofit2.http.GET;
import retrofit2.http.POST;

/** The read operations of the API's definition, and the client's methods for them. */
final class CoveragePage {
  /** The day when the list was retrieved. */
  static final String DEFINITION = "2026-09-17";

  private static final String EXCLUDED =
      ".*/(publish_status|render|review|preview|inbox_previews.*|unpublished_changes)";

  private CoveragePage() {}

  /** A read operation of the definition. */
  record Operation(String method, String path) {
    String normal() {
      return method + " " + normalPath(path);
    }
  }

  /** The operations of the definition, in its order. */
  static List<Operation> operations() {
    String resource = "/docs/read-operations-" + DEFINITION + ".tsv";
    try (InputStream in = CoveragePage.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(cells -> new Operation(cells[0], cells[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client's methods by the operation that they carry out. */
  static Map<String, String> methods() {
    Map<String, String> methods = new TreeMap<>();
    for (Method family : CustomerIo.class.getMethods()) {
      if (!family.getReturnType().getName().startsWith("io.github.customerio4j.client.api.")) {
        continue;
      }
      List<Method> all = new ArrayList<>(List.of(family.getReturnType().getMethods()));
      // The order of reflection changes from run to run.
      all.sort(Comparator.comparing(Method::toGenericString));
      for (Method method : all) {
        GET get = method.getAnnotation(GET.class);
        POST post = method.getAnnotation(POST.class);
        if (get != null) {
          put(methods, "GET", get.value(), family, method);
        } else if (post != null) {
          put(methods, "POST", post.value(), family, method);
        }
      }
    }
    return methods;
  }

  private static void put(
      Map<String, String> methods, String verb, String path, Method family, Method method) {
    String name =
        family.getName() + "()." + method.getName().replaceFirst("(Report)?WithParameters$", "");
    String operation = verb + " " + normalPath("/v1/" + path);
    // A method with a fixed parameter is a special case of the others.
    if (path.contains("?")) {
      methods.putIfAbsent(operation, name);
    } else {
      methods.put(operation, name);
    }
  }

  private static String normalPath(String path) {
    return path.replaceFirst("\\?.*", "").replaceAll("\\{[a-z_]+}", "{}");
  }

  static boolean isExcluded(Operation operation) {
    return operation.path().matches(EXCLUDED);
  }

  static String text() {
    Map<String, String> methods = methods();
    long covered = operations().stream().filter(one -> methods.containsKey(one.normal())).count();
    StringBuilder page =
        new StringBuilder(
            "Of the "
                + operations().size()
                + " read operations of the definition of "
                + DEFINITION
                + ", "
                + covered
                + " have a typed method.\n\n"
                + "| operation | client |\n| --- | --- |\n");
    for (Operation operation : operations()) {
      String method = methods.get(operation.normal());
      page.append("| `").append(operation.method()).append(' ').append(operation.path());
      page.append("` | ");
      if (method != null) {
        page.append('`').append(method).append('`');
      } else {
        page.append(
            isExcluded(operation)
                ? "left out: a step of the Design Studio's preview, review and publishing, no data"
                : "missing");
      }
      page.append(" |\n");
    }
    return page.toString();
  }
}
