package io.github.customerio4j.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.config.RecordedRequest;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxExportsTest {
  private static final String EVERYBODY =
      "{\"filters\":{\"attribute\":{\"field\":\"cio_id\",\"operator\":\"exists\"}}}";

  private final Sandbox sandbox = Sandbox.builder().exportPolls(1).start();
  private final Browser browser = new Browser(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private JsonObject poll(String id) {
    return Browser.child(browser.json("exports/" + id), "export");
  }

  private String create(String kind, String body) {
    HttpResponse<String> response = browser.post("exports/" + kind, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return String.valueOf(Browser.child(JsonParser.object(response.body()), "export").get("id"));
  }

  private URI finishedLink(String id) {
    poll(id);
    return URI.create(String.valueOf(browser.json("exports/" + id + "/download").get("url")));
  }

  private HttpResponse<byte[]> fetch(HttpRequest.Builder request) {
    return browser.sendFor(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void exportIsPendingThenDone() {
    assertThat(browser.get("exports").body()).isEqualTo("{\"exports\":null}");
    String id = create("customers", EVERYBODY);
    assertThat(browser.get("exports/" + id + "/download").statusCode()).isEqualTo(400);

    JsonObject pending = poll(id);
    assertThat(pending.get("status")).isEqualTo("pending");
    assertThat(pending.get("total")).hasToString("0");
    JsonObject done = poll(id);
    assertThat(done.get("status")).isEqualTo("done");
    assertThat(done.get("total")).hasToString("" + sandbox.truth().customers().size());
    assertThat(Browser.items(browser.json("exports"), "exports")).hasSize(1);
  }

  @Test
  void exportCanFail() {
    sandbox.failNextExport();
    String id = create("customers", EVERYBODY);
    poll(id);
    assertThat(poll(id).get("status")).isEqualTo("failed");
    assertThat(browser.get("exports/" + id + "/download").statusCode()).isEqualTo(400);
  }

  @Test
  void fileIsOnAnotherHostThatRefusesKeysAndExpires() {
    URI link = finishedLink(create("customers", EVERYBODY));
    assertThat(link.getHost()).isEqualTo("localhost");

    assertThat(fetch(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(200);
    assertThat(fetch(HttpRequest.newBuilder(link).header("Authorization", "x")).statusCode())
        .isEqualTo(400);
    URI forged = URI.create(link.toString().replace("Signature=", "Signature=0"));
    assertThat(fetch(HttpRequest.newBuilder(forged)).statusCode()).isEqualTo(403);
    sandbox.advance(Duration.ofMinutes(16));
    assertThat(fetch(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(403);
    assertThat(sandbox.requests())
        .filteredOn(request -> request.host() == RecordedRequest.Listener.STORE)
        .extracting(RecordedRequest::status)
        .containsExactly(200, 400, 403, 403);
  }

  @Test
  void rangesAreServedWhileTheFileIsTheSame() {
    URI link = finishedLink(create("customers", EVERYBODY));
    HttpResponse<byte[]> whole = fetch(HttpRequest.newBuilder(link));
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> rest =
        fetch(HttpRequest.newBuilder(link).header("Range", "bytes=100-").header("If-Range", tag));
    HttpResponse<byte[]> other =
        fetch(
            HttpRequest.newBuilder(link)
                .header("Range", "bytes=100-")
                .header("If-Range", "\"other\""));

    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).hasSize(whole.body().length - 100);
    assertThat(new String(whole.body(), UTF_8)).endsWith(new String(rest.body(), UTF_8));
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(fetch(HttpRequest.newBuilder(link).header("Range", "bytes=99999999-")).statusCode())
        .isEqualTo(416);
  }

  @Test
  void filesRotateThroughTheirEncodings() throws IOException {
    byte[] plain =
        fetch(HttpRequest.newBuilder(finishedLink(create("customers", EVERYBODY)))).body();
    HttpResponse<byte[]> declared =
        fetch(HttpRequest.newBuilder(finishedLink(create("customers", EVERYBODY))));
    HttpResponse<byte[]> undeclared =
        fetch(HttpRequest.newBuilder(finishedLink(create("customers", EVERYBODY))));

    assertThat(declared.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(undeclared.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(unzipped(declared.body())).isEqualTo(plain);
    assertThat(unzipped(undeclared.body())).isEqualTo(plain);
  }

  private static byte[] unzipped(byte[] stored) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return in.readAllBytes();
    }
  }

  @Test
  void columnsAreThoseAskedForOrAll() {
    String some = EVERYBODY.replace("}}}", "}},\"attributes\":[\"plan\",\"bio\",\"none\"]}");
    String csv =
        new String(
            fetch(HttpRequest.newBuilder(finishedLink(create("customers", some)))).body(), UTF_8);
    assertThat(csv).startsWith("id,email,cio_id,plan,bio,none\n");
    assertThat(csv).contains("\"She said \"\"hello, world\"\"\"");
  }

  @Test
  void deliveriesAreExportedToo() {
    String id = create("deliveries", "{\"campaign_id\":1,\"attributes\":[\"plan\"],\"start\":5}");
    String csv = new String(fetch(HttpRequest.newBuilder(finishedLink(id))).body(), UTF_8);
    assertThat(csv).startsWith("id,type,created,customer_id,campaign_id").contains("\ndg");
  }

  @Test
  void malformedExportsAreRefused() {
    assertThat(browser.post("exports/customers", "{}").statusCode()).isEqualTo(400);
    assertThat(browser.post("exports/customers", "{\"filter\":{}}").statusCode()).isEqualTo(400);
    assertThat(
            browser
                .post("exports/customers", EVERYBODY.replace("}}}", "}},\"attributes\":[1]}"))
                .statusCode())
        .isEqualTo(400);
    assertThat(browser.post("exports/deliveries", "{\"start\":\"x\"}").body())
        .isEqualTo("{\"errors\":[\"start must be a whole number\"]}");
    assertThat(browser.get("exports").body()).isEqualTo("{\"exports\":null}");
  }
}
