package io.github.customerio4j.bench.jmh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Pages in the format of the API; the same in every run. */
public enum PageSet {
  /** Messages of an email campaign: ASCII, the same keys in the same order. */
  TAME("messages") {
    @Override
    String record(Random random, long n) {
      return MESSAGE.formatted(
          n,
          1_700_000_000 + n,
          n % 5000,
          n % 5000,
          n % 5000,
          1_700_000_000 + n,
          n % 17,
          n % 90,
          "AB".repeat(12),
          n % 5000,
          SUBJECTS[random.nextInt(SUBJECTS.length)],
          metrics(random, 1_700_000_000 + n));
    }
  },
  /**
   * Activities of tracking code: escapes, other scripts, custom keys, lists, irregular whitespace.
   */
  NASTY("activities") {
    @Override
    String record(Random random, long n) {
      return activity(random, n, 6);
    }
  },
  /** Activities with so many different keys that a table of some 650 columns is mostly empty. */
  WIDE("activities") {
    @Override
    String record(Random random, long n) {
      return activity(random, n, 40);
    }
  };

  private static final int PAGES = 16;
  private static final int RECORDS_PER_PAGE = 1_000;

  private static final String MESSAGE =
      "{\"id\":\"dgOW6wYDAAGH%019d==\",\"deduplicate_id\":\"dgOW6wYDAAGH:%d\",\"type\":\"email\","
          + "\"customer_id\":\"%d\",\"customer_identifiers\":{\"email\":\"someone%d@example.com\","
          + "\"id\":\"%d\",\"cio_id\":\"a3000001\"},\"created\":%d,\"campaign_id\":%d,"
          + "\"newsletter_id\":null,\"broadcast_id\":null,\"action_id\":%d,\"parent_action_id\":null,"
          + "\"content_id\":null,\"msg_template_id\":41,\"trigger_event_id\":\"01%s\","
          + "\"recipient\":\"someone%d@example.com\",\"subject\":\"%s\",\"failure_message\":\"\","
          + "\"forgotten\":false,\"metrics\":%s}";
  private static final String ACTIVITY =
      "{ \"id\" : \"01HF%022d\", \"type\":\"event\",\n \"timestamp\":%d, \"customer_id\":\"%d\","
          + "\"customer_identifiers\":{\"email\":null,\"cio_id\":\"a3000001\"}, \"name\":%s,"
          + "\"data\":{ \"n\":%d%s } }";
  private static final String[] SUBJECTS = {
    "Welcome to Northpath",
    "Your order is on its way, Anna",
    "Three things that you may have missed this week at Northpath",
    "Your receipt"
  };
  private static final String[] KEYS = {
    "\"product_%d\"",
    "\"a.b %d\"",
    "\"ключ%d\"",
    "\"\\u20ac_%d\"",
    "\"Name\"",
    "\"name\"",
    "\"utm\""
  };

  /** The number of texts; they are the first of the values. */
  private static final int TEXTS = 8;

  private static final String[] VALUES = {
    "\"She said \\\"hello, world\\\"\"",
    "\"line one\\nline two\\r\\nline three, and a fourth one that is longer than the others\"",
    "\"\\u0412\\u0435\\u043b\\u043e \\uD83D\\uDE9A\"",
    "\"Велосипед горный, красный — 27 дюймов\"",
    "\"👩‍🚀 launch 🚀 İstanbul ıssız\"",
    "\"a\\/b\\\\c <b>&amp;<\\/b>\"",
    "\"  spaces around, and a comma \"",
    "\"https://search.example.com/?q=a&utm_source=newsletter&utm_medium=email&utm_campaign=x\"",
    "9007199254740993",
    "1.10",
    "-1.5e-7",
    "true",
    "null",
    "{}",
    "[1, \"two\", {\"three\": [3.0, null]}, \"\\u00e9\"]",
    "{\"inner\": \"was an object\", \"n\": 1, \"deep\": {\"deeper\": \"é\"}}",
    "\"\""
  };

  private final String itemsKey;

  PageSet(String itemsKey) {
    this.itemsKey = itemsKey;
  }

  abstract String record(Random random, long n);

  String itemsKey() {
    return itemsKey;
  }

  /** The bodies of the pages; no record is on two pages. */
  List<byte[]> bodies() {
    Random random = new Random(itemsKey.length());
    List<byte[]> bodies = new ArrayList<>();
    for (int page = 0; page < PAGES; page++) {
      StringBuilder body = new StringBuilder("{\"").append(itemsKey).append("\":[");
      for (int i = 0; i < RECORDS_PER_PAGE; i++) {
        body.append(i == 0 ? "" : ",").append(record(random, page * RECORDS_PER_PAGE + i));
      }
      body.append("],\"next\":\"MTY5\"}");
      bodies.add(body.toString().getBytes(StandardCharsets.UTF_8));
    }
    return bodies;
  }

  private static String activity(Random random, long n, int keys) {
    StringBuilder data = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      data.append(i % 4 == 0 ? " ,\n  " : ",")
          .append(KEYS[random.nextInt(KEYS.length)].formatted(random.nextInt(keys)))
          .append(i % 3 == 0 ? " : " : ":")
          .append(VALUES[random.nextInt(VALUES.length)]);
    }
    return ACTIVITY.formatted(
        n, 1_700_000_000 + n, n % 5000, VALUES[random.nextInt(TEXTS)], n % 50, data);
  }

  private static String metrics(Random random, long created) {
    String[] names = {"attempted", "sent", "delivered", "opened", "clicked"};
    StringBuilder metrics = new StringBuilder("{\"created\":" + created);
    for (int i = 0; i <= 2 + random.nextInt(3); i++) {
      metrics.append(String.format(Locale.ROOT, ",\"%s\":%d", names[i], created + i));
    }
    return metrics.append('}').toString();
  }
}
