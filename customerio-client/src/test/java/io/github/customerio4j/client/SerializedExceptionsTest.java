package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.ApiFailure;
import io.github.customerio4j.client.error.CallTimeoutException;
import io.github.customerio4j.client.error.CancelledException;
import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.InvalidFilterException;
import io.github.customerio4j.client.error.OutcomeUnknownException;
import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.client.error.RateLimitException;
import io.github.customerio4j.client.error.WrongRegionException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frameworks send exceptions to other processes. */
class SerializedExceptionsTest {
  private static ApiFailure failure(int status) {
    return ApiFailure.builder()
        .method("GET")
        .path("/v1/messages")
        .status(status)
        .cursor("c1")
        .detail("bad")
        .reference("r1")
        .retryAfter(Duration.ofSeconds(3))
        .attempts(2)
        .build();
  }

  static Stream<Exception> exceptions() {
    IOException cause = new IOException("reset");
    return Stream.concat(
        Stream.of(302, 400, 401, 403, 404, 429, 503)
            .map(status -> ApiException.of(failure(status))),
        Stream.of(
            new WrongRegionException(failure(301), Optional.of("eu"), "Use eu."),
            new PagingException("again", "c1", ApiException.of(failure(400))),
            new CallTimeoutException("late", Duration.ofSeconds(1), cause),
            new CancelledException("closed", cause),
            new ConnectionException("lost", cause),
            new InvalidFilterException("wrong", 1, 2, cause),
            new OutcomeUnknownException("perhaps", cause)));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void exceptionSurvivesSerialization(Exception exception) throws Exception {
    Exception copy = copy(exception);

    assertThat(copy).hasSameClassAs(exception).hasMessage(exception.getMessage());
    if (exception instanceof ApiException api) {
      assertThat(((ApiException) copy).failure()).isEqualTo(api.failure());
    }
  }

  @Test
  void factsOfASubtypeSurviveToo() throws Exception {
    WrongRegionException region =
        copy(new WrongRegionException(failure(301), Optional.of("eu"), "Use eu."));
    RateLimitException limit = (RateLimitException) copy(ApiException.of(failure(429)));

    assertThat(region.region()).contains("eu");
    assertThat(limit.failure().retryAfter()).contains(Duration.ofSeconds(3));
  }

  @SuppressWarnings({"unchecked", "BanSerializableRead"})
  private static <T> T copy(T exception) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(exception);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
