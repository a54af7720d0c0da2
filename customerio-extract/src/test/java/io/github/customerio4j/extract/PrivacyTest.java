package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.extract.config.ActivitiesSelection;
import io.github.customerio4j.extract.config.CustomersSelection;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.StateUse;
import io.github.customerio4j.extract.config.ExtractionConfig.UnknownColumnException;
import io.github.customerio4j.extract.config.HashKey;
import io.github.customerio4j.extract.config.MessageBodiesSelection;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that are chosen, left out or hashed, and what of them is on the disk during the run. */
class PrivacyTest {
  private static final long CREATED = Scene.NOW.getEpochSecond() - 5000;
  private static final String KEY = "a-key-of-the-tests-0123456789";

  /** What no file may hold; every address and name of the tests has it. */
  private static final String PLANTED = "planted";

  @TempDir Path folder;
  private Scene scene;
  private final List<String> found = new CopyOnWriteArrayList<>();
  private final AtomicInteger searches = new AtomicInteger();

  @BeforeEach
  void start() throws IOException {
    scene = new Scene(folder);
    scene.api.trouble(
        request -> {
          search();
          return Optional.empty();
        });
  }

  @AfterEach
  void stop() {
    search();
    scene.close();
    assertThat(found).as("files that hold what was planted").isEmpty();
    assertThat(searches).hasPositiveValue();
  }

  /** Searches all bytes of all files, as they are while a request is answered. */
  private void search() {
    searches.incrementAndGet();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (bytes.toLowerCase(Locale.ROOT).contains(PLANTED)) {
          found.add(file + ": " + bytes.replaceAll("[^ -~]", "."));
        }
      }
    } catch (NoSuchFileException e) {
      // It was deleted meanwhile.
    } catch (UncheckedIOException | IOException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        found.add(String.valueOf(e));
      }
    }
  }

  private static ExtractionConfig.Builder config(String... hashed) {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.addHashedColumns(hashed).hashKey(HashKey.of(KEY));
    return config;
  }

  private static String hash(String normal) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(normal.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void addressesHaveOneHashInEveryTableAndForm() {
    scene.api.message(
        "m1",
        "email",
        CREATED,
        "\"recipient\":\" Ada@Planted.example \",\"customer_identifiers\":"
            + "{\"email\":\"ADA@planted.example\",\"id\":\"7\"}");
    scene.api.message("m2", "email", CREATED - 1, "\"recipient\":\"\"");
    scene.api.message("m3", "email", CREATED - 2, "\"recipient\":null");
    scene.api.message("m4", "sms", CREATED - 3, "\"recipient\":\" Planted one \"");
    scene.api.exports().files("cio_id,email,name\nc1,ada@PLANTED.example,Ada\nc2,,\n");
    scene.run(
        config("*.email", "*.recipient", "*_email")
            .messages(MessagesSelection.builder().build())
            .customers(CustomersSelection.builder().build()));
    String ada = hash("ada@planted.example");
    assertThat(ada).matches("[0-9a-f]{64}");
    assertThat(scene.table("messages").column("recipient"))
        .containsExactlyInAnyOrder(ada, "", "<null>", hash(" Planted one "));
    assertThat(scene.table("messages").column("customer_identifiers_email")).contains(ada);
    assertThat(scene.table("customers").column("email")).containsExactly(ada, "<null>");
    assertThat(scene.store().load().toJson())
        .contains("\"hash_key\":\"" + HashKey.of(KEY).fingerprint() + "\"")
        .doesNotContain(KEY);
  }

  @Test
  void onlyNamedColumnsAreWritten() {
    scene.api.exports().files("cio_id,email,plan,phone\nc1,a@b.example,free,planted\n");
    scene.api.message("m1", "email", CREATED, "\"subject\":\"planted\",\"x\":{\"y\":\"planted\"}");
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config
        .customers(CustomersSelection.builder().build())
        .messages(MessagesSelection.builder().build())
        .columnLimit(1)
        .putOnlyColumns("customers", Set.of("cio_id", "email", "plan"))
        .putOnlyColumns("messages", Set.of("id"));
    scene.run(config);
    assertThat(scene.table("customers").columns())
        .containsExactlyInAnyOrder("cio_id", "email", "remaining_fields");
    assertThat(scene.table("customers").column("remaining_fields").toString())
        .contains("free")
        .doesNotContain(PLANTED);
    assertThat(scene.table("messages").columns()).containsExactly("id");
  }

  @Test
  void onlyColumnsAreKeptWhileStateKnowsMore() {
    scene.api.list("campaigns", "{\"id\":1,\"name\":\"n\",\"more\":1}");
    ExtractionConfig.Builder all = ExtractionConfig.builder();
    scene.run(all.addTables("campaigns"));
    for (int runs = 0; runs < 2; runs++) {
      ExtractionConfig.Builder some = ExtractionConfig.builder();
      some.addTables("campaigns").putOnlyColumns("campaigns", Set.of("id", "name"));
      scene.run(some);
      assertThat(scene.table("campaigns").columns()).containsExactly("id", "name");
    }
  }

  @Test
  void recordWithMoreKeysThanAreRememberedIsProtected() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 21_000; i++) {
      many.append(",\"k").append(i).append("\":1");
    }
    scene.api.list(
        "campaigns",
        "{\"id\":1" + many + ",\"work_email\":\"a@planted.example\",\"secret\":\"planted\"}");
    scene.run(
        config("*.*_email")
            .addTables("campaigns")
            .putExcludedColumns("campaigns", Set.of("secret"))
            .columnLimit(50));
    assertThat(scene.table("campaigns").column("remaining_fields").toString())
        .contains("\"work_email\":\"" + hash("a@planted.example") + "\"")
        .doesNotContain("secret");
  }

  @Test
  void fieldsWithinJsonAreLeftOutAndHashed() {
    scene.api.list(
        "campaigns",
        "{\"id\":1,\"people\":[{\"email\":\"A@planted.example\",\"n\":1.50,\"phone\":\"planted\"},"
            + "null,[true,\"x\"]],\"emails\":[\"a@planted.example\"]}");
    scene.run(
        config("*.email", "campaigns.emails")
            .addTables("campaigns")
            .putExcludedColumns("campaigns", Set.of("people_phone")));
    assertThat(scene.table("campaigns").column("people"))
        .containsExactly(
            "[{\"email\":\"" + hash("a@planted.example") + "\",\"n\":1.50},null,[true,\"x\"]]");
    assertThat(scene.table("campaigns").column("emails"))
        .containsExactly(hash("[\"a@planted.example\"]"));
  }

  @Test
  void childrenOfHashedKeysAreReadAndInterruptedRunResumes() {
    scene.api.list("campaigns", "{\"id\":\"planted1\",\"name\":\"a\"}", "{\"id\":\"planted2\"}");
    for (String id : List.of("planted1", "planted2")) {
      scene.api.body("campaigns/" + id + "/actions", "{\"actions\":[{\"id\":5,\"name\":\"x\"}]}");
    }
    AtomicInteger requests = new AtomicInteger();
    scene.api.trouble(
        request -> {
          search();
          return requests.incrementAndGet() == 3
              ? Optional.of(new MockResponse.Builder().code(401).body("{}").build())
              : Optional.empty();
        });
    assertThatExceptionOfType(AuthenticationException.class)
        .isThrownBy(() -> scene.run(childrenOfHashedKeys().maxRequestsInFlight(1)));
    assertThat(folder.resolve("spool")).isNotEmptyDirectory();
    search();
    scene.run(childrenOfHashedKeys());
    assertThat(scene.table("campaigns").column("id"))
        .containsExactly(hash("planted1"), hash("planted2"));
    assertThat(scene.table("campaign_actions").column("campaign_id"))
        .containsExactly(hash("planted1"), hash("planted2"));
    assertThat(scene.api.requests("campaigns/planted2/actions")).isNotEmpty();
  }

  private static ExtractionConfig.Builder childrenOfHashedKeys() {
    return config("campaigns.id", "*.campaign_id").addTables("campaigns", "campaign_actions");
  }

  @Test
  void identifiersOfParentsThatAreNotWrittenStayInMemory() {
    scene.api.body(
        "customers",
        "{\"identifiers\":[{\"cio_id\":\"c1\",\"email\":\"a@planted.example\",\"id\":\"planted\"}]}");
    scene.api.body("customers/c1/segments", "{\"segments\":[{\"id\":3}]}");
    scene.run(config("*.email").addTables("customer_segments"));
    assertThat(scene.table("customer_segments").column("cio_id")).containsExactly("c1");
  }

  @Test
  void messagesThatAreListedForTheirBodiesStayInMemory() {
    scene.api.message("m1", "email", CREATED, "\"recipient\":\"a@planted.example\"");
    scene.api.body(
        "messages/m1/archived_message",
        "{\"archived_message\":{\"id\":\"m1\",\"recipient\":\"a@planted.example\"}}");
    scene.run(
        config("message_bodies.*recipient", "message_bodies.message_id")
            .messageBodies(
                MessageBodiesSelection.builder()
                    .since(Instant.ofEpochSecond(CREATED - 100))
                    .build()));
    assertThat(scene.table("message_bodies").column("message_id")).containsExactly(hash("m1"));
    assertThat(scene.table("message_bodies").rows().toString()).contains(hash("a@planted.example"));
    assertThat(scene.store().load().toJson()).doesNotContain("message m1");
  }

  @Test
  void activitiesHaveTheRulesOfTheirTables() {
    scene.api.activity("1", "bought", CREATED, "\"data\":{\"to\":\"a@planted.example\",\"n\":1}");
    scene.api.activity("2", "page", CREATED, "\"data\":{\"to\":\"plain\"}");
    ExtractionConfig.Builder config = config("activity_bought.data_to");
    config
        .activities(ActivitiesSelection.builder().build())
        .putOnlyColumns("activity_page", Set.of("id"));
    scene.run(config);
    assertThat(scene.table("activity_bought").column("data_to"))
        .containsExactly(hash("a@planted.example"));
    assertThat(scene.table("activity_page").columns()).containsExactly("id");
  }

  @Test
  void repeatedRecordsAreFoundByHashedKey() {
    scene.api.pageSize(2);
    for (String id : List.of("planted1", "planted2", "planted1", "planted3")) {
      scene.api.message(id, "email", CREATED);
    }
    scene.run(
        config("messages.id", "messages.deduplicate_id")
            .messages(MessagesSelection.builder().build()));
    assertThat(scene.table("messages").column("id")).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void sameAddressInAnotherColumnIsAWarning() {
    scene.api.message("m1", "email", CREATED, "\"recipient\":\"Ada@x.example\",\"from\":\"b@x\"");
    scene.api.exports().files("cio_id,email\nc1,ada@x.example\n");
    ExtractionReport report =
        scene.run(
            config("customers.email")
                .messages(MessagesSelection.builder().build())
                .customers(CustomersSelection.builder().build()));
    List<String> warnings = new ArrayList<>();
    report.tables().forEach(table -> warnings.addAll(table.warnings()));
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("Column recipient of messages holds addresses that are hashed")
        .doesNotContain("ada");
  }

  @Test
  void otherKeyThanThatOfPreviousRunsIsRefused() {
    scene.api.list("campaigns", "{\"id\":1,\"email\":\"a@planted.example\"}");
    scene.run(config("*.email").addTables("campaigns"));
    ExtractionConfig.Builder other = config("*.email").addTables("campaigns");
    other.hashKey(HashKey.of("another-key-of-the-tests"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.run(other))
        .withMessageContaining("previous runs used another one")
        .withMessageNotContaining("another-key");
    scene.run(other.stateUse(StateUse.RESET));
    assertThat(scene.store().load().hashKey())
        .contains(HashKey.of("another-key-of-the-tests").fingerprint());
  }

  @Test
  void patternOfNoColumnEndsTheRunBeforeTheCommit() {
    scene.api.list("campaigns", "{\"id\":1,\"name\":\"n\"}");
    assertThatExceptionOfType(UnknownColumnException.class)
        .isThrownBy(() -> scene.run(config("*.emial").addTables("campaigns")))
        .withMessageContaining("\"*.emial\"");
    assertThat(scene.sink.tables()).isEmpty();
    ExtractionConfig.Builder only = ExtractionConfig.builder();
    only.addTables("campaigns").putOnlyColumns("campaigns", Set.of("id", "nmae"));
    assertThatExceptionOfType(UnknownColumnException.class)
        .isThrownBy(() -> scene.run(only))
        .withMessageContaining("Cannot choose column \"nmae\" of campaigns")
        .withMessageContaining("Did you mean name?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "name,ID"})
  void listWithoutThePrimaryKeyIsRefused(String names) {
    ExtractionConfig.Builder config = ExtractionConfig.builder();
    config.addTables("campaigns").putOnlyColumns("campaigns", Set.of(names.split(",", -1)));
    assertThatIllegalArgumentException()
        .isThrownBy(config::build)
        .withMessageEndingWith("id, part of the primary key, is missing. Add id to the list.");
  }

  @Test
  void keyIsShownNowhere() {
    assertThat(config("*.email").addTables("campaigns").build().toString()).doesNotContain(KEY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HashKey.of("short-secret"))
        .withMessageContaining("16 bytes or more")
        .withMessageNotContaining("short-secret");
  }
}
