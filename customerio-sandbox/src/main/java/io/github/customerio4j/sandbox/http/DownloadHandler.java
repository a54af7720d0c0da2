package io.github.customerio4j.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.sandbox.config.ExportEncoding;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import io.github.customerio4j.sandbox.config.SandboxOptions;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The object store on another host: takes signed links, refuses API keys, serves ranges. */
public final class DownloadHandler implements LoopbackServer.Handler {
  private static final String FOLDER = "/customerio-exports/";
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{0,18})");

  private final SandboxOptions options;
  private final Clock clock;
  private final ExportArchive archive;
  private final Faults faults;
  private final Consumer<RecordedRequest> log;

  public DownloadHandler(
      SandboxOptions options,
      Clock clock,
      ExportArchive archive,
      Faults faults,
      Consumer<RecordedRequest> log) {
    this.options = options;
    this.clock = clock;
    this.archive = archive;
    this.faults = faults;
    this.log = log;
  }

  /** A link that is good from now on for as long as the options say. */
  public String link(ExportJob export, String origin) {
    String path = FOLDER + export.id() + ".csv";
    long expires = clock.instant().plus(options.exportLinkLife()).getEpochSecond();
    return origin
        + path
        + "?Expires="
        + expires
        + "&Signature="
        + signature(path, expires)
        + "%2B%3D";
  }

  @Override
  public LoopbackServer.Reply answer(HttpCall call) throws IOException {
    String path = call.path();
    QueryParameters query = call.parameters();
    Optional<Fault> fault = faults.take(path, query.asMap());
    Fault.Kind kind = fault.map(Fault::kind).orElse(Fault.Kind.DELAY);
    LoopbackServer.pause(fault.map(Fault::delay).orElse(Duration.ZERO));
    ApiResponse reply =
        kind == Fault.Kind.REPLY ? fault.orElseThrow().reply() : answer(call, path, query);
    log.accept(
        new RecordedRequest(
            RecordedRequest.Listener.STORE,
            call.method(),
            path,
            query.asMap(),
            reply.status(),
            ApiHandler.authorization(call),
            kind == Fault.Kind.REPLY
                ? RecordedRequest.Origin.FAULT
                : RecordedRequest.Origin.OPERATION));
    return new LoopbackServer.Reply(reply, kind);
  }

  private ApiResponse answer(HttpCall call, String path, QueryParameters query) {
    if (call.header("Authorization").isPresent()) {
      return error(400, "InvalidArgument");
    }
    try {
      long expires = query.number("Expires").orElse(0);
      boolean signed = query.text("Signature").orElse("").equals(signature(path, expires) + "+=");
      if (!signed || clock.instant().getEpochSecond() >= expires) {
        return error(403, "AccessDenied");
      }
      String id = path.substring(FOLDER.length(), path.length() - ".csv".length());
      return file(call, archive.find(id));
    } catch (RefusedException e) {
      return error(e.status(), "NoSuchKey");
    }
  }

  private ApiResponse file(HttpCall call, ExportJob export) {
    ExportEncoding encoding = encoding(export.id());
    byte[] plain = export.csv().getBytes(UTF_8);
    byte[] stored = encoding == ExportEncoding.IDENTITY ? plain : gzip(plain);
    String tag = "\"" + Long.toHexString(checksum(stored)) + "\"";
    ApiResponse whole =
        new ApiResponse(200, Map.of("Content-Type", "text/csv"), stored)
            .with("ETag", tag)
            .with("Accept-Ranges", "bytes");
    if (encoding == ExportEncoding.GZIP) {
      whole = whole.with("Content-Encoding", "gzip");
    }
    String condition = call.headers().get("If-Range");
    String range = call.headers().get("Range");
    boolean changed = condition != null && !Objects.equals(condition, tag);
    return changed ? whole : part(whole, range);
  }

  private static ApiResponse part(ApiResponse whole, @Nullable String range) {
    Matcher bounds = RANGE.matcher(range == null ? "" : range);
    if (!bounds.matches()) {
      return whole;
    }
    int size = whole.body().length;
    long from = Long.parseLong(bounds.group(1));
    long to = bounds.group(2).isEmpty() ? size - 1L : Long.parseLong(bounds.group(2));
    if (from >= size || to < from) {
      return error(416, "InvalidRange").with("Content-Range", "bytes */" + size);
    }
    int last = (int) Math.min(to, size - 1L);
    byte[] bytes = Arrays.copyOfRange(whole.body(), (int) from, last + 1);
    return new ApiResponse(206, whole.headers(), bytes)
        .with("Content-Range", "bytes " + from + "-" + last + "/" + size);
  }

  private ExportEncoding encoding(long id) {
    if (options.exportEncoding() != ExportEncoding.ROTATING) {
      return options.exportEncoding();
    }
    return switch ((int) ((id - ExportArchive.FIRST_ID) % 3)) {
      case 0 -> ExportEncoding.IDENTITY;
      case 1 -> ExportEncoding.GZIP;
      default -> ExportEncoding.GZIP_UNDECLARED;
    };
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot compress an export in memory", e);
    }
    return out.toByteArray();
  }

  private String signature(String path, long expires) {
    String secret = options.seed() + path + expires;
    // No secret worth keeping; the link adds "+=" to it, which breaks clients that decode links.
    return Long.toHexString(checksum(secret.getBytes(UTF_8)));
  }

  private static long checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }

  private static ApiResponse error(int status, String code) {
    String xml = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>";
    return ApiResponse.json(status, xml).with("Content-Type", "application/xml");
  }
}
