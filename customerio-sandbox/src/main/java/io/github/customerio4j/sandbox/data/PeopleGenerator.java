package io.github.customerio4j.sandbox.data;

import io.github.customerio4j.sandbox.wire.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes people: most are ordinary, some lack identifiers, some carry odd attributes. */
final class PeopleGenerator {
  private static final long FIRST_CIO_ID = 300_000_000L;

  private final SeededRandom random;
  private final Instant now;

  PeopleGenerator(SeededRandom random, Instant now) {
    this.random = random;
    this.now = now;
  }

  List<Person> make(int count) {
    List<Person> people = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      people.add(person(n, n == count - 1));
    }
    return people;
  }

  /** A deleted person, known only from activities. */
  Person deletedPerson(int n) {
    JsonObject identifiers =
        JsonObject.of("email", "gone" + n + "@example.com")
            .put("id", "deleted-" + n)
            .put("cio_id", Long.toHexString(FIRST_CIO_ID + 900_000 + n));
    return new Person(1_000_000 + n, now.getEpochSecond(), identifiers, new JsonObject());
  }

  private Person person(int n, boolean last) {
    String first = random.pick(Vocabulary.FIRST_NAMES);
    String surname = random.pick(Vocabulary.LAST_NAMES);
    long created =
        now.minus((long) (random.skewed() * 1100), ChronoUnit.DAYS).getEpochSecond()
            - random.between(3_600, 86_400);
    JsonObject attributes = ordinary(first, surname, created);
    if (n % 7 == 3) {
      attributes.putAll(HostileValues.collidingKeys(n));
      attributes.put("a.b", "dotted").put("a_b", "joined").put("bio", HostileValues.text(n / 7));
    }
    if (n % 3 == 1) {
      attributes.put("preferences", HostileValues.wobble(n / 3));
      attributes.put("lifetime_value", HostileValues.number(n / 3));
    }
    if (last) {
      attributes.put("only_the_last_person_has_this", "late \u2713");
    }
    return new Person(n, created, identifiers(n, email(n, first, surname)), attributes);
  }

  private JsonObject ordinary(String first, String surname, long created) {
    return JsonObject.of("first_name", first)
        .put("surname", surname)
        .put("plan", random.pick(Vocabulary.PLANS))
        .put("city", random.pick(Vocabulary.CITIES))
        .put("created_at", created)
        .put("unsubscribed", random.chance(0.06))
        .put("phone", random.chance(0.4) ? "+42060" + random.token("0123456789", 7) : null)
        .put("orders", random.between(0, 14));
  }

  private static String email(int n, String first, String surname) {
    String local = (first + "." + surname).toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "");
    // A plus sign must be percent-encoded in queries; some people use one.
    return local + (n % 10 == 5 ? "+shop" : "") + n + "@example.com";
  }

  private static JsonObject identifiers(int n, String email) {
    boolean onlyEmail = n % 11 == 4;
    boolean anonymous = n % 23 == 9;
    boolean onlyId = n % 13 == 6;
    @Nullable String id = onlyEmail || anonymous ? null : id(n);
    return JsonObject.of("email", anonymous || onlyId ? null : email)
        .put("id", id)
        .put("cio_id", cioId(n));
  }

  private static String id(int n) {
    return switch (n % 17) {
      case 5 -> "team/" + n + " a&b";
      case 8 -> "+" + n;
      default -> Integer.toString(1000 + n);
    };
  }

  private static Object cioId(int n) {
    long id = FIRST_CIO_ID + n;
    return n % 9 == 2 ? (Object) id : Long.toHexString(id);
  }
}
