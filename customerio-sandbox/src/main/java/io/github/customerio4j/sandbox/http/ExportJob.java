package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.wire.JsonObject;
import java.util.function.Supplier;

/** One export and how far it has come. Guarded by its archive. */
public final class ExportJob {
  enum Outcome {
    DONE,
    FAILED
  }

  /** What an export brings: how many rows, and the file. */
  record Result(int total, String csv) {}

  private final long id;
  private final String type;
  private final long createdAt;
  private final Outcome outcome;
  private final Result result;
  private int pendingPolls;
  private int downloads;

  ExportJob(long id, String type, long createdAt, Outcome outcome, Supplier<Result> work) {
    this.id = id;
    this.type = type;
    this.createdAt = createdAt;
    this.outcome = outcome;
    this.result = work.get();
  }

  ExportJob pendingFor(int polls) {
    pendingPolls = polls;
    return this;
  }

  long id() {
    return id;
  }

  String csv() {
    return result.csv();
  }

  boolean isDone() {
    return pendingPolls <= 0 && outcome == Outcome.DONE;
  }

  void polled() {
    pendingPolls--;
  }

  void downloaded() {
    downloads++;
  }

  JsonObject body() {
    boolean pending = pendingPolls > 0;
    boolean failed = !pending && outcome == Outcome.FAILED;
    return JsonObject.of("id", id)
        .put("deduplicate_id", id + ":" + createdAt)
        .put("type", type)
        .put("status", pending ? "pending" : failed ? "failed" : "done")
        .put("failed", failed)
        .put("description", "Export of " + type)
        .put("downloads", downloads)
        .put("total", isDone() ? result.total() : 0)
        .put("created_at", createdAt)
        .put("updated_at", createdAt + 1)
        .put("user_id", null)
        .put("user_email", "maja@example.com");
  }
}
