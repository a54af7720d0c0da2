package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code extract} and {@code plan} read again; the sandbox gives the time. */
class RefreshOptionTest {
  private final Sandbox sandbox = Sandbox.builder().requestsPerSecond(100_000).start();
  private Cli cli = Cli.of(sandbox);

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    cli = Cli.of(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private String to() {
    return "duckdb:" + folder.resolve("crm.duckdb");
  }

  private void extract(String... options) {
    String[] arguments = {"extract", "--to", to(), "--tables", "messages", "--spool", "" + folder};
    String[] all = new String[arguments.length + options.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    assertThat(cli.run(all)).as(cli.said()).isZero();
  }

  /** How far before the start of the run each of its requests for messages reaches. */
  private List<Duration> reaches(int requestsBefore) {
    List<RecordedRequest> asked =
        sandbox.requests().stream()
            .skip(requestsBefore)
            .filter(request -> request.path().endsWith("/messages"))
            .toList();
    long end = asked.stream().mapToLong(one -> time(one, "end_ts")).max().orElseThrow();
    return asked.stream().map(one -> Duration.ofSeconds(end - time(one, "start_ts") - 1)).toList();
  }

  private static long time(RecordedRequest request, String name) {
    return Long.parseLong(Objects.requireNonNull(request.query().get(name)).get(0));
  }

  /** A run that begins with the time of this machine begins again with that of the sandbox. */
  private void assertReach(Duration expected, Duration later, String... options) {
    sandbox.advance(later);
    int before = sandbox.requests().size();
    extract(options);
    assertThat(reaches(before))
        .anySatisfy(
            reach ->
                assertThat(reach).isBetween(expected.minusMinutes(1), expected.plusMinutes(1)));
  }

  @Test
  void defaultReadsTwoDaysInEveryRunTwoWeeksDailyAndNinetyDaysWeekly() {
    extract();

    assertReach(Duration.ofDays(2), Duration.ofHours(1));
    assertThat(cli.out()).contains("Read again: messages refreshed 2d");
    assertReach(Duration.ofDays(14), Duration.ofHours(23));
    assertThat(cli.out()).contains("Read again: messages refreshed 14d");
    assertReach(Duration.ofDays(90), Duration.ofDays(7));
    assertThat(cli.out()).contains("Read again: messages refreshed 90d");
  }

  @Test
  void messagesThatWereOpenedLaterAreRightAfterTheirTier() throws SQLException {
    Instant start = sandbox.clock().instant();
    String young = messageOf(start.minus(Duration.ofDays(1)));
    String old = messageOf(start.minus(Duration.ofDays(10)));
    extract();
    sandbox.recordMetric(young, "converted", start);
    sandbox.recordMetric(old, "converted", start);

    assertThat(converted(young, old)).isZero();
    assertReach(Duration.ofDays(2), Duration.ofHours(1));
    assertThat(converted(young, old)).isEqualTo(1);
    assertReach(Duration.ofDays(14), Duration.ofHours(23));
    assertThat(converted(young, old)).isEqualTo(2);
  }

  /** The id of a new message. */
  private String messageOf(Instant created) {
    String json = sandbox.addMessages(1, created, "email").get(0);
    return json.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }

  private int converted(String one, String other) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("crm.duckdb"));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM messages WHERE metrics_converted IS NOT NULL AND id IN ('"
                    + one
                    + "', '"
                    + other
                    + "')")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void offReadsTheOverlapAlone() {
    extract("--refresh", "off");

    assertReach(Duration.ofHours(6), Duration.ofHours(5), "--refresh", "off");
    assertThat(cli.out()).doesNotContain("Read again");
  }

  @Test
  void fileAndEnvironmentHaveTheOption() throws IOException {
    extract();
    Path file = Files.writeString(folder.resolve("crm.yaml"), "refresh: 5d,20d/1w\n");

    assertReach(Duration.ofDays(5), Duration.ofHours(1), "--config", file.toString());
    Files.writeString(file, "refresh: off\n");
    assertReach(Duration.ofHours(2), Duration.ofHours(1), "--config", file.toString());
    cli.with("CUSTOMERIO_REFRESH", "3d");
    assertReach(Duration.ofDays(3), Duration.ofHours(1));
  }

  @Test
  void fullLoadCountsForAllTiers() {
    extract();
    sandbox.advance(Duration.ofDays(8));
    extract("--full");

    assertThat(cli.out()).doesNotContain("Read again");
    assertReach(Duration.ofDays(2), Duration.ofHours(1));
  }

  @Test
  void jsonResultNamesTheTier() {
    extract("--log", "json");
    assertThat(cli.out()).contains("\"outcome\":\"done\"").doesNotContain("refreshed");

    assertReach(Duration.ofDays(14), Duration.ofDays(1), "--log", "json");
    assertThat(cli.out()).contains("\"refreshed\":\"14d\"");
  }

  @Test
  void exportedStateHoldsTheTiers() {
    extract();
    Path state = folder.resolve("state.json");
    assertThat(cli.run("state", "export", state.toString(), "--to", to())).as(cli.said()).isZero();
    assertThat(state).content().contains("\"refreshed\":{\"*\":{\"P14D\":", "\"P90D\":");
    assertThat(cli.run("state", "import", state.toString(), "--to", to())).as(cli.said()).isZero();

    assertReach(Duration.ofDays(2), Duration.ofHours(1));
  }

  @Test
  void planCountsThePagesThatAreReadAgain() {
    for (int hour = 3; hour < 43; hour++) {
      sandbox.addMessages(100, sandbox.clock().instant().minus(Duration.ofHours(hour)), "email");
    }
    extract();

    assertThat(cli.run("plan", "--to", to(), "--tables", "messages")).as(cli.said()).isZero();
    assertThat(cli.out()).containsPattern("messages +([4-9]|1[0-9])\\+");
    assertThat(cli.run("plan", "--to", to(), "--tables", "messages", "--refresh", "off"))
        .as(cli.said())
        .isZero();
    assertThat(cli.out()).containsPattern("messages +1\\+");
  }

  @ParameterizedTest
  @CsvSource({
    "2x, tier \"2x\" has \"2x\"",
    "'14d/1d,90d/1h', tier \"90d/1h\" is not read less often than the narrower \"14d/1d\"",
    "'', tier \"\" is neither an age nor AGE/INTERVAL"
  })
  void scheduleThatIsNoneEndsWithItsReason(String schedule, String reason) {
    assertThat(cli.run("plan", "--tables", "messages", "--refresh", schedule)).isEqualTo(1);
    assertThat(cli.err()).contains("Cannot use --refresh \"" + schedule + "\": " + reason);
  }
}
