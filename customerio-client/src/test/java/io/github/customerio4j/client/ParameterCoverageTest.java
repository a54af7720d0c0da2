package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.DocumentedApi.Parameter;
import io.github.customerio4j.client.TypedOperations.Typed;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.Paged;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every documented query parameter can be sent by a method that names it: all of them are called
 * with all that they take, and the requests are compared with the list.
 */
class ParameterCoverageTest {
  private ApiServer api;
  private CustomerIo client;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
    client = api.client();
  }

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  @Test
  void everyDocumentedParameterIsSentByATypedMethod() {
    List<Typed> methods = TypedOperations.of(client);
    List<String> operations =
        methods.stream()
            .flatMap(typed -> typed.operation().stream())
            .distinct()
            .sorted(Comparator.comparing((String one) -> one.split("\\{}", -1).length))
            .toList();
    Set<String> sent = new HashSet<>();
    for (Typed typed : methods) {
      if (!typed.takesAnyParameter()) {
        RecordedRequest request = request(typed);
        HttpUrl url = request.getUrl();
        String path = request.getMethod() + " " + url.encodedPath().substring("/v1/".length());
        String operation =
            operations.stream()
                .filter(one -> path.matches(one.replace("{}", "[^/]+")))
                .findFirst()
                .orElseThrow();
        url.queryParameterNames().forEach(name -> sent.add(operation + " " + name));
      }
    }
    List<Parameter> documented = DocumentedApi.parameters();
    assertThat(documented).hasSize(193);
    assertThat(documented)
        .filteredOn(one -> !sent.contains(one.operation() + " " + one.name()))
        .isEmpty();
  }

  private static Paged<?> atCursor(Paged<?> list) {
    try {
      return list.from(new Cursor("7"));
    } catch (IllegalArgumentException e) {
      return list; // A history has cursors of its own.
    }
  }

  private RecordedRequest request(Typed typed) {
    api.enqueue(404, "{}");
    try {
      if (typed.call() instanceof Paged<?> paged) {
        atCursor(paged).forEach(item -> {});
      }
    } catch (NotFoundException e) {
      // The answer to all of them.
    }
    return api.take();
  }
}
