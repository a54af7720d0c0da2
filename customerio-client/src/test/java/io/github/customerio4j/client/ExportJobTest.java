package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.customerio4j.client.api.ExportJob;
import io.github.customerio4j.client.error.CallTimeoutException;
import io.github.customerio4j.client.error.CancelledException;
import io.github.customerio4j.client.error.ExportFailedException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.workspace.CustomersExportRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportJobTest {
  private static final CustomersExportRequest EVERYBODY =
      CustomersExportRequest.builder().filters(AudienceFilter.everybody()).build();

  private ApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static String export(String status) {
    return "{\"export\":{\"id\":7,\"type\":\"customers\",\"status\":\"" + status + "\"}}";
  }

  @Test
  void exportIsAwaitedOpenedAndReadWithoutTheKey() throws IOException {
    api.enqueue(export("pending")).enqueue(export("pending")).enqueue(export("done"));
    api.enqueue("{\"url\":\"" + api.url("/store/7.csv") + "\"}");
    api.enqueue(new MockResponse.Builder().body("id\n1\n"));
    String csv;
    try (CustomerIo client = api.client();
        InputStream in =
            client.exports().customers(EVERYBODY).awaitAndOpen(Duration.ofMinutes(1))) {
      csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(csv).isEqualTo("id\n1\n");
    assertThat(api.take().getMethod()).isEqualTo("POST");
    for (int i = 0; i < 3; i++) {
      assertThat(api.take().getHeaders().get("Authorization")).isNotNull();
    }
    assertThat(api.take().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void expiredLinkIsAskedForAgain() throws IOException {
    api.enqueue(export("done"));
    api.enqueue("{\"url\":\"" + api.url("/store/old") + "\"}").enqueue(403, "expired");
    api.enqueue("{\"url\":\"" + api.url("/store/new") + "\"}");
    api.enqueue(new MockResponse.Builder().body("id\n2\n"));
    try (CustomerIo client = api.client();
        InputStream in = client.exports().job(7).awaitAndOpen(Duration.ofMinutes(1))) {
      assertThat(in).hasContent("id\n2\n");
    }
  }

  @Test
  void failedExportSaysSo() {
    api.enqueue(export("pending")).enqueue(export("failed"));
    try (CustomerIo client = api.client()) {
      ExportJob job = client.exports().customers(EVERYBODY);

      assertThatThrownBy(() -> job.await(Duration.ofMinutes(1)))
          .isInstanceOfSatisfying(
              ExportFailedException.class, e -> assertThat(e.exportId()).isEqualTo(7))
          .hasMessageContaining("export 7: Customer.io says that it failed");
      assertThat(job.export().status()).isPresent();
    }
  }

  @Test
  void exportThatTakesLongerCanBeAwaitedLater() {
    api.enqueue(export("pending")).enqueue(export("pending")).enqueue(export("done"));
    try (CustomerIo client = api.client()) {
      ExportJob job = client.exports().customers(EVERYBODY);

      assertThatThrownBy(() -> job.await(Duration.ofMillis(120)))
          .isInstanceOf(CallTimeoutException.class)
          .hasMessageContaining("export 7: it is not done within PT0.12S")
          .hasMessageContaining("exports().job(7)");
      assertThat(job.await(Duration.ofMinutes(1)).id()).isEqualTo(7);
    }
  }

  @Test
  void waitWithoutTimeIsRefused() {
    api.enqueue(export("pending"));
    try (CustomerIo client = api.client()) {
      ExportJob job = client.exports().job(7);

      assertThatThrownBy(() -> job.await(Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("timeout PT0S: give a time above zero");
    }
  }

  @Test
  void closingTheClientEndsTheWait() throws InterruptedException {
    api.enqueue(export("pending"));
    CustomerIo client = api.client();
    ExportJob job = client.exports().customers(EVERYBODY);
    Throwable[] thrown = new Throwable[1];
    Thread waiting =
        new Thread(() -> thrown[0] = catchThrowable(() -> job.await(Duration.ofHours(1))));
    waiting.start();
    client.close();
    waiting.join(10_000);

    assertThat(waiting.isAlive()).isFalse();
    assertThat(thrown[0])
        .isInstanceOf(CancelledException.class)
        .hasMessageContaining("export 7: its client was closed");
  }
}
