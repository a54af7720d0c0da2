package io.github.customerio4j.client;

import com.squareup.moshi.JsonReader;
import dev.failsafe.ExecutionContext;
import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.DownloadRestartException;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.http.AttemptFailedException;
import io.github.customerio4j.client.http.AttemptFailedException.Remedy;
import io.github.customerio4j.client.http.Deadline;
import io.github.customerio4j.client.http.HopelessConnection;
import io.github.customerio4j.client.http.Idempotence;
import io.github.customerio4j.client.http.Loopback;
import io.github.customerio4j.client.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Downloads one export from its link, without the key. Used by one reader. */
final class ExportDownload {
  private final Connections connections;
  private final CallScope scope;
  private final long exportId;
  private final String operation;
  private @Nullable HttpUrl link;

  ExportDownload(Connections connections, CallScope scope, long exportId) {
    this.connections = connections;
    this.scope = scope;
    this.exportId = exportId;
    this.operation = "download export " + exportId;
  }

  InputStream open() throws IOException {
    return UnpackedStream.of(new ResumingStream(this, openAt(0, Optional.empty())), operation);
  }

  String operation() {
    return operation;
  }

  /** How long the store may send almost nothing. */
  Duration longestPause() {
    return Duration.ofMillis(connections.downloads().readTimeoutMillis());
  }

  CallScope scope() {
    return scope;
  }

  /**
   * Opens the transfer from an offset on.
   *
   * @param offset the number of bytes already received
   * @param validator the entity tag that the server's file must still have
   * @throws DownloadRestartException if the server cannot resume there
   */
  OpenTransfer openAt(long offset, Optional<String> validator) throws IOException {
    RetryOptions options = connections.transport().options().retry();
    Deadline deadline = new Deadline(options.deadline(), scope.options().timeout());
    deadline.start();
    RetryLoop attempts =
        new RetryLoop(options, deadline, scope, operation, (attempt, delay, reason) -> {});
    try {
      return attempts.run((context, number) -> attempt(context, offset, validator));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A response whose body is not read yet. */
  record OpenTransfer(Call call, Response response) {}

  private OpenTransfer attempt(
      ExecutionContext<OpenTransfer> context, long offset, Optional<String> validator) {
    HttpUrl from = link == null ? askForLink() : link;
    link = from;
    Request.Builder request =
        // Offsets count compressed bytes, so OkHttp must not decompress.
        new Request.Builder().url(from).header("Accept-Encoding", "identity");
    validator.ifPresent(
        tag -> request.header("Range", "bytes=" + offset + "-").header("If-Range", tag));
    Call call = connections.downloads().newCall(request.build());
    context.onCancel(call::cancel);
    scope.requireOpen(operation);
    try {
      Response response = call.execute();
      if (isRequestedPart(response, offset)) {
        return new OpenTransfer(call, response);
      }
      try (response) {
        throw refused(response);
      }
    } catch (IOException e) {
      if (scope.isClosed() || Thread.currentThread().isInterrupted()) {
        throw scope.interrupted(operation, e);
      }
      Optional<ConnectionException> hopeless =
          HopelessConnection.explain(operation, call.request(), e);
      String reason = "the connection to " + from.host() + " failed: " + e.getMessage();
      throw new AttemptFailedException(
          hopeless.orElseGet(
              () ->
                  new ConnectionException(
                      "Cannot " + operation + ": " + reason + ". Check the network.", e)),
          operation + ": " + reason,
          hopeless.isPresent() ? Remedy.GIVE_UP : Remedy.TRY_AGAIN);
    }
  }

  private static boolean isRequestedPart(Response response, long offset) {
    return offset == 0
        ? response.code() == 200
        : response.code() == 206
            && response.header("Content-Range", "").startsWith("bytes " + offset + "-");
  }

  private AttemptFailedException refused(Response response) {
    int status = response.code();
    String host = response.request().url().host();
    if (status == 200 || status == 206 || status == 416) {
      return new AttemptFailedException(
          new UncheckedIOException(
              new DownloadRestartException(
                  "Cannot "
                      + operation
                      + ": it broke off, and "
                      + host
                      + " does not resume it. Read it again from the start.",
                  null)),
          operation + ": it broke off",
          Remedy.GIVE_UP);
    }
    boolean expired = status == 400 || status == 403 || status == 404;
    if (expired) {
      link = null;
    }
    String reason = host + " answered " + status;
    ConnectionException error =
        new ConnectionException(
            "Cannot "
                + operation
                + ": "
                + reason
                + (expired
                    ? " even to new links. The export may have been deleted: create another one."
                    : ". Try again later."),
            null);
    boolean again = expired || status == 408 || status == 429 || status >= 500;
    return new AttemptFailedException(
        error, operation + ": " + reason, again ? Remedy.TRY_AGAIN : Remedy.GIVE_UP);
  }

  private HttpUrl askForLink() {
    Transport transport = connections.transport();
    HttpUrl url =
        transport
            .base()
            .newBuilder()
            .addPathSegment("exports")
            .addPathSegment(Long.toString(exportId))
            .addPathSegment("download")
            .build();
    return transport.send(
        new Request.Builder().url(url).build(),
        Idempotence.IDEMPOTENT,
        scope,
        ExportDownload::readLink);
  }

  private static HttpUrl readLink(Buffer body) throws IOException {
    JsonReader reader = StrictJson.reader(body);
    if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
      throw new MalformedBodyException("there is no object with a link");
    }
    String link = "";
    reader.beginObject();
    while (reader.hasNext()) {
      if (reader.nextName().equals("url") && reader.peek() == JsonReader.Token.STRING) {
        link = reader.nextString();
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    StrictJson.requireEnd(reader);
    HttpUrl url = HttpUrl.parse(link);
    // The link itself is a secret: anyone who has it can read the export.
    if (url == null || !Loopback.isSafe(url)) {
      throw new MalformedBodyException("there is no https link at path $.url");
    }
    return url;
  }
}
