package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonText;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps the workspace's exports. Thread-safe. */
public final class ExportArchive {
  static final long FIRST_ID = 110;

  private final Clock clock;
  private final int polls;
  private final List<ExportJob> exports = new ArrayList<>();
  private int failures;

  public ExportArchive(Clock clock, int polls) {
    this.clock = clock;
    this.polls = polls;
  }

  public synchronized void failNext() {
    failures++;
  }

  synchronized ApiResponse create(String type, Supplier<ExportJob.Result> work) {
    ExportJob.Outcome outcome = failures > 0 ? ExportJob.Outcome.FAILED : ExportJob.Outcome.DONE;
    long id = FIRST_ID + exports.size();
    long now = clock.instant().getEpochSecond();
    // The work may refuse the request, and then there is no export.
    ExportJob export = new ExportJob(id, type, now, outcome, work).pendingFor(polls);
    failures = Math.max(0, failures - 1);
    exports.add(export);
    return one(export);
  }

  /** No exports are {@code null}, not an empty list. */
  synchronized ApiResponse list() {
    List<JsonObject> bodies = exports.stream().map(ExportJob::body).toList();
    return ApiResponse.ok(JsonObject.of("exports", bodies.isEmpty() ? null : bodies).toString());
  }

  synchronized ApiResponse poll(String id) {
    ExportJob export = find(id);
    ApiResponse reply = one(export);
    export.polled();
    return reply;
  }

  synchronized ApiResponse download(String id, Function<ExportJob, String> link) {
    ExportJob export = find(id);
    if (!export.isDone()) {
      throw RefusedException.badRequest("export is not ready for download");
    }
    export.downloaded();
    return ApiResponse.ok(JsonText.HTML_SAFE.of(JsonObject.of("url", link.apply(export))));
  }

  synchronized ExportJob find(String id) {
    return exports.stream()
        .filter(export -> id.equals(Long.toString(export.id())))
        .findFirst()
        .orElseThrow(() -> RefusedException.notFound("export"));
  }

  private static ApiResponse one(ExportJob export) {
    return ApiResponse.ok(JsonObject.of("export", export.body()).toString());
  }
}
