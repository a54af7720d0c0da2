package io.github.customerio4j.sandbox.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.customerio4j.sandbox.config.BulkData;
import io.github.customerio4j.sandbox.config.SandboxOptions;
import io.github.customerio4j.sandbox.data.BulkList;
import io.github.customerio4j.sandbox.data.BulkOrder;
import io.github.customerio4j.sandbox.data.BulkRecords;
import io.github.customerio4j.sandbox.data.WorkspaceGenerator;
import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The lists of messages and activities of {@link BulkData}, paged without oddities. */
public final class BulkRoutes {
  private static final Set<String> SERVED =
      Set.of("start", "limit", "type", "start_ts", "end_ts", "drafts", "deleted");
  private static final int YEARS_OF_MESSAGES = 3;
  private static final int DAYS_OF_ACTIVITIES = 30;

  private final SandboxOptions options;
  private final Clock clock;
  private final BulkList messages;
  private final BulkList activities;

  public BulkRoutes(BulkData data, WorkspaceGenerator maker, SandboxOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
    long now = clock.instant().getEpochSecond();
    BulkRecords records = new BulkRecords(maker, now, data.texture());
    this.messages =
        new BulkList(
            data.messages(),
            clock.instant().atZone(ZoneOffset.UTC).minusYears(YEARS_OF_MESSAGES).toEpochSecond(),
            now,
            data.messageTypes(),
            records.messages(data.messageTypes()));
    this.activities =
        new BulkList(
            data.activities(),
            now - DAYS_OF_ACTIVITIES * 86_400L,
            now,
            data.activityTypes(),
            records.activities(data.activityTypes()));
  }

  public void addTo(Router router) {
    router
        .get("messages", MessageRoutes.PARAMETERS, this::messages)
        .get("activities", ActivityRoutes.PARAMETERS, this::activities);
  }

  private ApiResponse messages(ApiRequest call) {
    requireServed(call);
    QueryParameters query = call.query();
    MessageWindow window = MessageWindow.of(query, clock.instant(), options);
    BulkList.Selection selection =
        messages
            .ofType(MessageRoutes.type(query))
            .between(window.first(), query.flag("drafts") ? Long.MIN_VALUE : window.last());
    int limit = query.limit(MessageRoutes.BY_DEFAULT, MessageRoutes.MOST);
    return page("messages", messages, selection, call, limit);
  }

  private ApiResponse activities(ApiRequest call) {
    requireServed(call);
    QueryParameters query = call.query();
    BulkList.Selection selection = activities.ofType(query.text("type").orElse(""));
    if (query.flag("deleted")) {
      selection = selection.between(0, Long.MIN_VALUE);
    }
    int limit = query.limit(ActivityRoutes.BY_DEFAULT, ActivityRoutes.MOST);
    return page("activities", activities, selection, call, limit);
  }

  private static void requireServed(ApiRequest call) {
    Set<String> others = new HashSet<>(call.query().asMap().keySet());
    others.removeAll(SERVED);
    if (!others.isEmpty()) {
      throw RefusedException.badRequest("bulk data cannot be filtered by " + others);
    }
  }

  private ApiResponse page(
      String key, BulkList list, BulkList.Selection selection, ApiRequest call, int limit) {
    Pager.Position position = Pager.position(call);
    int from = (int) Math.min(selection.count(), position.lastSequence() + 1);
    int to = Math.min(selection.count(), from + limit);
    String end =
        to < selection.count() ? Pager.next(call, position.page() + 1, to - 1) : Pager.end(call);
    byte[] head = ("{\"" + key + "\":[").getBytes(US_ASCII);
    byte[] tail = ("]" + end + "}").getBytes(US_ASCII);
    int[] indexes = new int[to - from];
    int length = head.length + tail.length + Math.max(0, indexes.length - 1);
    BulkOrder order = new BulkOrder(options.order(), selection.count());
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = selection.index(order.position(from + i));
      length += list.record(indexes[i]).length();
    }
    byte[] body = new byte[length];
    System.arraycopy(head, 0, body, 0, head.length);
    int at = head.length;
    for (int i = 0; i < indexes.length; i++) {
      if (i > 0) {
        body[at++] = ',';
      }
      int index = indexes[i];
      at = list.record(index).write(body, at, index, list.created(index));
    }
    System.arraycopy(tail, 0, body, at, tail.length);
    return new ApiResponse(200, Map.of("Content-Type", "application/json; charset=utf-8"), body);
  }
}
