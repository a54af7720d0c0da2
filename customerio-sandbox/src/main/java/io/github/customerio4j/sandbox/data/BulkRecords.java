package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.config.BulkData;
import io.github.customerio4j.sandbox.wire.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Makes the forms of bulk records from records of the usual kind. */
public final class BulkRecords {
  /** Forms a type; more of them make data more varied, and are no slower to serve. */
  private static final int FORMS = 24;

  private static final long DAY = 86_400;

  /** Fields that no documentation mentions, and free-form data. */
  private static final Pattern ODD =
      Pattern.compile("\"(wobble|metrics_sent|delivery_context|preferences)\"|[^\\x20-\\x7e]|\\\\");

  private final WorkspaceGenerator maker;
  private final long now;
  private final BulkData.Texture texture;

  public BulkRecords(WorkspaceGenerator maker, long now, BulkData.Texture texture) {
    this.maker = maker;
    this.now = now;
    this.texture = texture;
  }

  public List<BulkRecord> messages(List<String> types) {
    List<BulkRecord> records = new ArrayList<>();
    for (int i = 0; i < FORMS * types.size(); i++) {
      String type = types.get(i % types.size());
      records.add(form(() -> message(type)));
    }
    return records;
  }

  public List<BulkRecord> activities(List<String> types) {
    List<BulkRecord> records = new ArrayList<>();
    for (int i = 0; i < FORMS * types.size(); i++) {
      String type = types.get(i % types.size());
      records.add(form(() -> activity(type)));
    }
    return records;
  }

  private BulkRecord form(Supplier<Item> supplier) {
    while (true) {
      Item item = supplier.get();
      if (texture == BulkData.Texture.NASTY) {
        return new BulkRecord(item.json());
      }
      String plain = item.body().toString();
      if (!ODD.matcher(plain).find()) {
        return new BulkRecord(plain);
      }
    }
  }

  private Item message(String type) {
    Item made;
    do {
      // So long ago that everything has happened to it that ever will.
      made = maker.messages().message(now - 100 * DAY);
    } while (made.isDraft());
    JsonObject body =
        made.body()
            .copy()
            .put("id", "dg" + BulkRecord.NUMBER + "=")
            .put("deduplicate_id", "dg" + BulkRecord.NUMBER + "=:" + BulkRecord.TIME)
            .put("type", type)
            .put("created", BulkRecord.TIME);
    if (body.get("metrics") instanceof JsonObject metrics) {
      body.put("metrics", timed(metrics));
    }
    return Item.of(made.sequence(), BulkRecord.TIME, made.person(), body);
  }

  private static JsonObject timed(JsonObject metrics) {
    Map<String, Object> times = new LinkedHashMap<>();
    metrics.members().keySet().forEach(metric -> times.put(metric, BulkRecord.TIME));
    JsonObject timed = new JsonObject();
    times.forEach(timed::put);
    return timed;
  }

  private Item activity(String type) {
    Item made = maker.activities().activity(type, BulkRecord.TIME);
    JsonObject body = made.body().copy().put("id", "01BULKACTIVITY" + BulkRecord.NUMBER);
    return Item.of(made.sequence(), BulkRecord.TIME, made.person(), body);
  }
}
