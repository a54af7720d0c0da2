package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonNumber;
import io.github.customerio4j.sandbox.wire.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and values that free-form data really hold and that break naive extractors. */
public final class HostileValues {
  /** Two keys that differ only after their 64th character. */
  public static final String LONG_KEY =
      "the_name_of_this_attribute_was_pasted_from_a_spreadsheet_header_";

  static final List<JsonNumber> NUMBERS =
      List.of(
          new JsonNumber("9007199254740993"),
          new JsonNumber("1.10"),
          new JsonNumber("1e5"),
          new JsonNumber("12345678901234567890123"),
          new JsonNumber("-0"),
          new JsonNumber("0.1000000000000000055511151231257827"));

  static final List<String> TEXTS =
      List.of(
          "",
          "She said \"hello, world\"",
          "line one\nline two",
          "carriage\r\nreturn",
          "tab\there; semicolon",
          "\u200Fשלום\u200E right to left",
          "e\u0301 combining, \u00e9 composed",
          "\uD83D\uDC69\u200D\uD83D\uDE80 launch \uD83D\uDE80",
          "a/b\\c <b>&amp;</b>",
          "  spaces around  ",
          "=SUM(A1:A9)",
          "null",
          "İstanbul ıssız");

  private HostileValues() {}

  static String text(long n) {
    return TEXTS.get((int) Math.floorMod(n, (long) TEXTS.size()));
  }

  static JsonNumber number(long n) {
    return NUMBERS.get((int) Math.floorMod(n, (long) NUMBERS.size()));
  }

  /** A value whose JSON type depends on the record: every type in turn. */
  static @Nullable Object wobble(long n) {
    return switch ((int) Math.floorMod(n, 8L)) {
      case 0 -> "text";
      case 1 -> number(n / 8);
      case 2 -> JsonObject.of("inner", "was an object").put("n", 1);
      case 3 -> List.of(1, "two", JsonObject.of("three", 3));
      case 4 -> null;
      case 5 -> true;
      case 6 -> new JsonObject();
      default -> List.of();
    };
  }

  /** Keys that meet once punctuation, case or length is taken from them. */
  static JsonObject collidingKeys(long n) {
    JsonObject keys = new JsonObject();
    keys.put("Name", text(n)).put("name", "lower " + n);
    keys.put("Last name", "spaced").put("last_name", "joined");
    keys.put(LONG_KEY + "first", n).put(LONG_KEY + "second", -n);
    keys.put("\uD83D\uDE80", "rocket").put("größe", "umlaut").put("İ", "dotted capital i");
    keys.put("9lives", "digit first").put("_", "underscore only");
    return keys;
  }

  /** Free-form data at their worst; every record has other keys and other types. */
  static JsonObject data(long n) {
    JsonObject data = collidingKeys(n);
    data.put("a.b", "dotted").put("a_b", "joined").put("a", JsonObject.of("b", "nested"));
    data.put("", "empty key");
    data.put("wobble", wobble(n));
    data.put("amount", number(n));
    data.put("note", text(n));
    data.put("nothing", null).put("blank", "").put("hollow", new JsonObject());
    data.put("items", items(n));
    data.put("deep", nested(3 + (int) Math.floorMod(n, 12L)));
    data.put("url", "https://example.com/a/b?c=d&e=<f>");
    if (n % 5 == 0) {
      data.put("seen_once_in_a_while_" + n % 3, List.of(List.of(), List.of(List.of(1))));
    }
    return data;
  }

  private static List<JsonObject> items(long n) {
    List<JsonObject> items = new ArrayList<>();
    for (long i = 0; i < Math.floorMod(n, 4L); i++) {
      items.add(
          JsonObject.of("sku", "SKU/" + i)
              .put("price", number(i))
              .put("tags", List.of("a,b", "\"c\"")));
    }
    return items;
  }

  private static JsonObject nested(int depth) {
    JsonObject object = JsonObject.of("bottom", true);
    for (int i = 0; i < depth; i++) {
      object = JsonObject.of("down", object);
    }
    return object;
  }
}
