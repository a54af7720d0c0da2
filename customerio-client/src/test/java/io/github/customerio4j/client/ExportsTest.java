package io.github.customerio4j.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.CancelledException;
import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.DownloadRestartException;
import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.error.OutcomeUnknownException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.model.workspace.CustomersExportRequest;
import io.github.customerio4j.client.model.workspace.DeliveriesExportRequest;
import io.github.customerio4j.client.model.workspace.Export;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsTest {
  private static final CustomersExportRequest EVERYBODY =
      CustomersExportRequest.builder().filters(AudienceFilter.everybody()).build();
  private static final String CSV = "id,email\n1,a@b.c\n" + "2,\"x\ny\"\n".repeat(5000);

  private ApiServer api;
  private ApiServer store;
  private CustomerIo client;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
    store = new ApiServer();
    client = api.client();
  }

  @AfterEach
  void stop() {
    client.close();
    api.close();
    store.close();
  }

  private void enqueueLink(String path) {
    api.enqueue("{\"url\":\"" + store.url(path) + "\"}");
  }

  private String download() throws IOException {
    try (InputStream csv = client.openExport(5)) {
      return new String(csv.readAllBytes(), UTF_8);
    }
  }

  private static MockResponse.Builder cut(String body, int at) {
    return new MockResponse.Builder()
        .addHeader("ETag", "\"v1\"")
        .body(body.substring(0, at))
        .setHeader("Content-Length", body.length())
        .onResponseEnd(new SocketEffect.CloseSocket());
  }

  private static MockResponse.Builder rest(String body, int from) {
    return new MockResponse.Builder()
        .code(206)
        .addHeader("ETag", "\"v1\"")
        .addHeader(
            "Content-Range", "bytes " + from + "-" + (body.length() - 1) + "/" + body.length())
        .body(body.substring(from));
  }

  private static Buffer gzip(Buffer plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain.readByteArray());
    }
    return new Buffer().write(packed.toByteArray());
  }

  private String body() {
    ByteString body = api.take().getBody();
    return body == null ? "" : body.utf8();
  }

  @Test
  void exportOfCustomersIsRequested() {
    api.enqueue("{\"export\":{\"id\":\"110\",\"status\":\"pending\",\"failed\":false}}");
    Export export =
        client
            .exports()
            .createForCustomers(
                CustomersExportRequest.builder()
                    .filters(AudienceFilter.everybody())
                    .addAttributes("plan", "city")
                    .build());
    assertThat(export.id()).isEqualTo(110);
    assertThat(body())
        .isEqualTo(
            "{\"attributes\":[\"plan\",\"city\"],\"filters\":{\"attribute\":"
                + "{\"field\":\"cio_id\",\"operator\":\"exists\"}}}");
  }

  @Test
  void exportOfDeliveriesIsRequested() {
    api.enqueue("{\"export\":{\"id\":111}}")
        .enqueue("{\"exports\":null}")
        .enqueue("{\"export\":{\"id\":1}}");
    client
        .exports()
        .createForDeliveries(
            DeliveriesExportRequest.builder()
                .campaignId(4)
                .drafts(true)
                .start(Instant.ofEpochSecond(7))
                .build());
    assertThat(String.valueOf(api.take().getBody()))
        .contains("{\"campaign_id\":4,\"drafts\":true,\"start\":7}");
    assertThat(client.exports().list()).isEmpty();
    assertThat(client.exports().get(1).total()).isEmpty();
    assertThatThrownBy(() -> DeliveriesExportRequest.builder().build())
        .hasMessageContaining("exactly one of");
  }

  @Test
  void creationIsNotRepeatedWhenItsAnswerIsLost() {
    api.enqueue(ApiServer.ok("{}").onResponseStart(new SocketEffect.CloseSocket()));
    assertThatThrownBy(() -> client.exports().createForCustomers(EVERYBODY))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("Check the list of what it creates");
    assertThat(api.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 503})
  void creationIsNotRepeatedWhenTheServerFails(int status) {
    api.enqueue(new MockResponse.Builder().code(status).addHeader("Retry-After", "0"));
    assertThatThrownBy(() -> client.exports().createForCustomers(EVERYBODY))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("answered " + status);
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void creationIsNotRepeatedWhenItsAnswerIsMalformed() {
    api.enqueue("<html>");
    assertThatThrownBy(() -> client.exports().createForCustomers(EVERYBODY))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasCauseInstanceOf(MalformedResponseException.class);
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void creationIsRepeatedWhenThereWasNoConnection() {
    try (CustomerIo unreachable = api.builder().baseUrl("http://127.0.0.1:1/v1/").build()) {
      assertThatThrownBy(() -> unreachable.exports().createForCustomers(EVERYBODY))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("(6 attempts)");
    }
  }

  @Test
  void creationIsRepeatedAfterRateLimitRejection() {
    api.enqueue(429, "").enqueue("{\"export\":{\"id\":1}}");
    assertThat(client.exports().createForCustomers(EVERYBODY).id()).isEqualTo(1);
  }

  @Test
  void linkIsMaskedInToString() {
    enqueueLink("/x?signature=s3cret");
    assertThat(client.exports().download(5))
        .satisfies(link -> assertThat(link.url()).contains("s3cret"))
        .satisfies(link -> assertThat(link.toString()).doesNotContain("s3cret"));
  }

  @Test
  void downloadGoesToTheStoreWithoutTheKey() throws IOException {
    enqueueLink("/files/5.csv?sig=a%2Bb");
    store.enqueue(new MockResponse.Builder().body(CSV));
    assertThat(download()).isEqualTo(CSV);
    assertThat(api.take().getTarget()).isEqualTo("/v1/exports/5/download");
    var request = store.take();
    assertThat(request.getTarget()).isEqualTo("/files/5.csv?sig=a%2Bb");
    assertThat(request.getHeaders().get("Authorization")).isNull();
  }

  @Test
  void gzippedDownloadIsDecompressed() throws IOException {
    enqueueLink("/a");
    store.enqueue(new MockResponse.Builder().body(gzip(new Buffer().writeUtf8(CSV))));
    assertThat(download()).isEqualTo(CSV);
    enqueueLink("/b");
    store.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Encoding", "gzip")
            .body(gzip(gzip(new Buffer().writeUtf8(CSV)))));
    assertThat(download()).isEqualTo(CSV);
  }

  @Test
  void gzippedDownloadOfSeveralMembersIsReadCompletely() throws IOException {
    enqueueLink("/a");
    Buffer members = gzip(new Buffer().writeUtf8("one\n"));
    members.writeAll(gzip(new Buffer().writeUtf8("two\n")));
    store.enqueue(new MockResponse.Builder().body(members));
    assertThat(download()).isEqualTo("one\ntwo\n");
  }

  @Test
  void cutDownloadIsResumed() throws IOException {
    enqueueLink("/a");
    store.enqueue(cut(CSV, 1000)).enqueue(rest(CSV, 1000));
    assertThat(download()).isEqualTo(CSV);
    store.take();
    var second = store.take().getHeaders();
    assertThat(second.get("Range")).isEqualTo("bytes=1000-");
    assertThat(second.get("If-Range")).isEqualTo("\"v1\"");
  }

  @Test
  void expiredLinkIsRequestedAgain() throws IOException {
    enqueueLink("/old");
    store.enqueue(cut(CSV, 1000)).enqueue(403, "<Error>expired</Error>");
    enqueueLink("/new");
    store.enqueue(rest(CSV, 1000));
    assertThat(download()).isEqualTo(CSV);
    assertThat(api.requests()).isEqualTo(2);
  }

  @Test
  void linkThatNeverWorksIsAnError() {
    for (int i = 0; i < 6; i++) {
      enqueueLink("/old");
      store.enqueue(403, "");
    }
    assertThatThrownBy(this::download)
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("Cannot download export 5")
        .hasMessageContaining("answered 403 even to new links")
        .hasMessageNotContaining("/old");
  }

  @Test
  void transientFaultOfTheStoreIsRetried() throws IOException {
    enqueueLink("/a");
    store
        .enqueue(503, "")
        .enqueue(ApiServer.ok("x").onResponseStart(new SocketEffect.CloseSocket()));
    store.enqueue(new MockResponse.Builder().body(CSV));
    assertThat(download()).isEqualTo(CSV);
  }

  @Test
  void cutDownloadWithoutStrongValidatorMustRestart() {
    enqueueLink("/a");
    store.enqueue(cut(CSV, 1000).setHeader("ETag", "W/\"v1\""));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadRestartException.class)
        .hasMessageContaining("Read it again from the start");
  }

  @Test
  void downloadThatChangedMeanwhileMustRestart() {
    enqueueLink("/a");
    store.enqueue(cut(CSV, 1000)).enqueue(new MockResponse.Builder().body("other"));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadRestartException.class)
        .hasMessageContaining("does not resume it");
  }

  @Test
  void damagedGzippedDownloadMustRestart() throws IOException {
    Buffer packed = gzip(new Buffer().writeUtf8(CSV));
    enqueueLink("/a");
    store.enqueue(
        new MockResponse.Builder()
            .body(new Buffer().write(packed.readByteArray(packed.size() / 2))));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadRestartException.class)
        .hasMessageContaining("damaged");
  }

  /** The first bytes are read before the stream is handed out. */
  @ParameterizedTest
  @ValueSource(ints = {5, 11, 12})
  void gzippedDownloadCutInItsFirstBytesMustRestart(int length) throws IOException {
    Buffer packed = gzip(new Buffer().writeUtf8(CSV));
    enqueueLink("/a");
    store.enqueue(
        new MockResponse.Builder().body(new Buffer().write(packed.readByteArray(length))));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadRestartException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void unencryptedLinkIsRejected() {
    for (int i = 0; i < 6; i++) {
      api.enqueue("{\"url\":\"http://example.com/x\"}");
    }
    assertThatThrownBy(this::download)
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("no https link");
  }

  @Test
  void emptyDownloadAndSingleBytesAreRead() throws IOException {
    enqueueLink("/a");
    store.enqueue(new MockResponse.Builder().body(""));
    assertThat(download()).isEmpty();
    enqueueLink("/b");
    store.enqueue(new MockResponse.Builder().body("z"));
    try (InputStream csv = client.openExport(5)) {
      assertThat(csv.read()).isEqualTo('z');
      assertThat(csv.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404})
  void fourExpiredLinksInARowAreReplaced(int status) throws IOException {
    for (int i = 0; i < 4; i++) {
      enqueueLink("/" + i);
      store.enqueue(status, "");
    }
    enqueueLink("/4");
    store.enqueue(new MockResponse.Builder().body(CSV));
    assertThat(download()).isEqualTo(CSV);
    assertThat(store.requests()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void busyStoreIsRetriedWithTheSameLink(int status) throws IOException {
    enqueueLink("/a");
    store.enqueue(status, "").enqueue(status, "");
    store.enqueue(new MockResponse.Builder().body(CSV));
    assertThat(download()).isEqualTo(CSV);
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void permanentErrorOfTheStoreIsNotRetried() {
    enqueueLink("/a");
    store.enqueue(410, "");
    assertThatThrownBy(this::download)
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("answered 410. Try again later.");
    assertThat(store.requests()).isEqualTo(1);
  }

  @Test
  void downloadWithoutProgressIsResumedFiveTimes() throws IOException {
    enqueueLink("/a");
    store.enqueue(cut(CSV, 1000));
    for (int i = 0; i < 6; i++) {
      store.enqueue(
          rest(CSV, 1000)
              .body("")
              .setHeader("Content-Length", CSV.length() - 1000)
              .onResponseEnd(new SocketEffect.CloseSocket()));
    }
    try (InputStream csv = client.openExport(5)) {
      assertThatThrownBy(csv::readAllBytes)
          .isInstanceOf(DownloadRestartException.class)
          .hasMessageContaining("it broke off after 1000 bytes");
      assertThat(store.requests()).isEqualTo(6);
      assertThatThrownBy(csv::read)
          .as("a failed stream stays failed")
          .isInstanceOf(DownloadRestartException.class);
    }
    assertThat(store.requests()).isEqualTo(6);
  }

  @Test
  void downloadThatBreaksBeforeItsFirstByteNeedsNoValidator() throws IOException {
    enqueueLink("/a");
    store.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Length", CSV.length())
            .onResponseEnd(new SocketEffect.CloseSocket()));
    store.enqueue(new MockResponse.Builder().body(CSV));
    assertThat(download()).isEqualTo(CSV);
  }

  @Test
  void slowDownloadIsCancelledAndResumed() throws IOException {
    try (CustomerIo hasty = api.builder().readTimeout(Duration.ofMillis(150)).build()) {
      enqueueLink("/a");
      store.enqueue(
          new MockResponse.Builder()
              .addHeader("ETag", "\"v1\"")
              .body(CSV)
              .throttleBody(100, 60, TimeUnit.MILLISECONDS));
      store.enqueue(
          new MockResponse.Builder().code(200).addHeader("ETag", "\"v2\"").body("another"));
      try (InputStream csv = hasty.openExport(5)) {
        assertThatThrownBy(csv::readAllBytes)
            .as("the store has another file now")
            .isInstanceOf(DownloadRestartException.class);
      }
    }
    store.take();
    assertThat(store.take().getHeaders().get("Range")).matches("bytes=[0-9]{1,3}-");
  }

  @Test
  void downloadWithoutLengthThatEndsWithinALineIsIncomplete() throws IOException {
    enqueueLink("/a");
    store.enqueue(withoutLength(CSV.substring(0, CSV.length() - 1)));
    try (InputStream csv = client.openExport(5)) {
      assertThatThrownBy(csv::readAllBytes)
          .isInstanceOf(DownloadRestartException.class)
          .hasMessageContaining("the end of the last line is missing");
    }
  }

  @Test
  void downloadWithoutLengthThatEndsWithALineIsComplete() throws IOException {
    enqueueLink("/a");
    store.enqueue(withoutLength(CSV));
    assertThat(download()).isEqualTo(CSV);
    enqueueLink("/b");
    store.enqueue(withoutLength(""));
    assertThat(download()).isEmpty();
  }

  @Test
  void closingTheClientEndsADownload() throws IOException {
    enqueueLink("/a");
    store.enqueue(new MockResponse.Builder().body(CSV));
    CustomerIo view = client.observedBy(new TransferListener() {});
    try (InputStream csv = view.openExport(5)) {
      assertThat(csv.read()).isEqualTo('i');
      view.close();
      assertThatThrownBy(csv::readAllBytes).isInstanceOf(CancelledException.class);
    }
  }

  @Test
  void linkAmongOtherFieldsIsFound() throws IOException {
    api.enqueue("{\"note\":{\"url\":\"x\"},\"url\":\"" + store.url("/a") + "\",\"more\":[1]}");
    store.enqueue(new MockResponse.Builder().body(CSV));
    assertThat(download()).isEqualTo(CSV);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{\"url\":7}", "{\"url\":\"https://h/\""})
  void answerWithoutLinkIsRetried(String answer) throws IOException {
    api.enqueue(answer);
    enqueueLink("/a");
    store.enqueue(new MockResponse.Builder().body(CSV));
    assertThat(download()).isEqualTo(CSV);
    assertThat(api.requests()).isEqualTo(2);
  }

  private static MockResponse.Builder withoutLength(String body) {
    return new MockResponse.Builder()
        .body(body)
        .removeHeader("Content-Length")
        .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE);
  }
}
