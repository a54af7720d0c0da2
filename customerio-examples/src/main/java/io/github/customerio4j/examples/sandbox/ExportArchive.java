package io.github.customerio4j.examples.sandbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps the workspace's exports. Thread-safe. */
final class ExportArchive {
  static final long FIRST_ID = 110;

  private final Clock clock;
  private final int polls;
  private final List<Export> exports = new ArrayList<>();
  private int failures;

  ExportArchive(Clock clock, int polls) {
    this.clock = clock;
    this.polls = polls;
  }

  synchronized void failNext() {
    failures++;
  }

  synchronized Reply create(String type, Supplier<Export.Result> work) {
    Export.Outcome outcome = failures > 0 ? Export.Outcome.FAILED : Export.Outcome.DONE;
    long id = FIRST_ID + exports.size();
    long now = clock.instant().getEpochSecond();
    // The work may refuse the request, and then there is no export.
    Export export = new Export(id, type, now, outcome, work).pendingFor(polls);
    failures = Math.max(0, failures - 1);
    exports.add(export);
    return one(export);
  }

  /** No exports are {@code null}, not an empty list. */
  synchronized Reply list() {
    List<JsonObject> bodies = exports.stream().map(Export::body).toList();
    return Reply.ok(JsonObject.of("exports", bodies.isEmpty() ? null : bodies).toString());
  }

  synchronized Reply poll(String id) {
    Export export = find(id);
    Reply reply = one(export);
    export.polled();
    return reply;
  }

  synchronized Reply download(String id, Function<Export, String> link) {
    Export export = find(id);
    if (!export.isDone()) {
      throw RefusedException.badRequest("export is not ready for download");
    }
    export.downloaded();
    return Reply.ok(JsonText.HTML_SAFE.of(JsonObject.of("url", link.apply(export))));
  }

  synchronized Export find(String id) {
    return exports.stream()
        .filter(export -> id.equals(Long.toString(export.id())))
        .findFirst()
        .orElseThrow(() -> RefusedException.notFound("export"));
  }

  private static Reply one(Export export) {
    return Reply.ok(JsonObject.of("export", export.body()).toString());
  }
}
