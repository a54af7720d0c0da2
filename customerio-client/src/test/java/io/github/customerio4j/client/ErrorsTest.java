package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.PermissionException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorsTest {
  private ApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private ApiException failure(int status, String body) {
    api.enqueue(status, body);
    try (CustomerIo client = api.client()) {
      return catchThrowableOfType(
          ApiException.class, () -> client.customers().byEmail("secret@example.com"));
    }
  }

  @Test
  void errorObjectsAreDecoded() {
    ApiException error =
        failure(
            400,
            """
            {"errors":[{"detail":"bad request (reference a1b2c3)","status":"400",
              "code":"invalid","source":{"pointer":"/data/email"},"meta":{}},{"status":400}]}
            """);
    assertThat(error)
        .hasMessage(
            "Cannot GET /v1/customers: the API answered 400 (bad request (reference a1b2c3)"
                + " [invalid] at /data/email). Check the parameters of the request; asking again"
                + " will not help.");
    assertThat(error.reference()).contains("a1b2c3");
    assertThat(error.detail()).startsWith("bad request");
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.method()).isEqualTo("GET");
    assertThat(error.path()).isEqualTo("/v1/customers");
    assertThat(error.failure().attempts()).isEqualTo(1);
  }

  @Test
  void metaErrorIsDecoded() {
    assertThat(failure(403, "{\"meta\":{\"error\":\"Account is not authorized\"}}"))
        .isInstanceOf(PermissionException.class)
        .hasMessageContaining("Account is not authorized")
        .hasMessageContaining("scope");
  }

  @Test
  void plainTextErrorsAreDecoded() {
    assertThat(failure(404, "{\"errors\":[\"plain\",\"text\"]}"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("(plain; text)");
  }

  @Test
  void htmlErrorIsShownAsText() {
    assertThat(
            failure(
                404,
                "<html><head><style>p{}</style></head><body><h1>Not\n here</h1></body></html>"))
        .hasMessageContaining("(Not here)");
  }

  @Test
  void errorBodiesOfOtherShapesAreShortened() {
    assertThat(failure(400, "\"just text\"")).hasMessageContaining("(just text)");
    assertThat(failure(400, "x".repeat(1000)).detail()).hasSizeLessThan(450).endsWith("…");
    assertThat(failure(400, "")).hasMessageContaining("answered 400. Check");
    assertThat(failure(400, "{\"error\":\"one\",\"message\":\"two\"}"))
        .hasMessageContaining("(one; two)");
  }

  @Test
  void rejectedKeyNamesRegionAndTrackKeys() {
    assertThat(failure(401, "{\"errors\":[{\"detail\":\"unauthorized\",\"status\":\"401\"}]}"))
        .isInstanceOf(AuthenticationException.class)
        .hasMessageContaining("region")
        .hasMessageContaining("Track API");
  }

  @Test
  void echoedKeyIsMasked() {
    ApiException error =
        failure(401, "{\"meta\":{\"error\":\"no such key " + ApiServer.KEY + "\"}}");
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString())
        .contains("no such key ***")
        .doesNotContain(ApiServer.KEY)
        .doesNotContain("secret@example.com");
  }

  @Test
  void gzippedErrorIsDecompressed() throws IOException {
    Buffer packed = new Buffer();
    try (okio.BufferedSink sink = okio.Okio.buffer(new okio.GzipSink(packed))) {
      sink.writeUtf8("{\"meta\":{\"error\":\"packed\"}}");
    }
    api.enqueue(
        new MockResponse.Builder().code(400).addHeader("Content-Encoding", "gzip").body(packed));
    try (CustomerIo client = api.client()) {
      assertThatThrownBy(() -> client.campaigns().list()).hasMessageContaining("(packed)");
    }
  }
}
