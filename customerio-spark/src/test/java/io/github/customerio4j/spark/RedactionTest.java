package io.github.customerio4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.spark.limit.WorkspaceLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Searches all that Spark tells of a reading for the key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedactionTest {
  private static final String KEY = "5ecre7d0c0ffee0123456789abcdef42";
  private static final String WRONG_KEY = "5ecre7badbadbad0123456789abcdef4";

  @TempDir private static Path folder;
  private final LogCapture logs = new LogCapture();
  private SparkSession spark;
  private Workspaces workspaces;

  @BeforeAll
  void start() throws IOException {
    logs.begin();
    Files.createDirectories(folder.resolve("events"));
    spark =
        LocalSpark.builder("local[2]")
            .config("spark.ui.enabled", "true")
            .config("spark.ui.port", "0")
            .config("spark.eventLog.enabled", "true")
            .config("spark.eventLog.compress", "false")
            .config("spark.eventLog.dir", folder.resolve("events").toUri().toString())
            .getOrCreate();
    workspaces =
        Workspaces.start(
            folder, 1, i -> Sandbox.builder().appApiKey(KEY).requestsPerSecond(0).start());
    workspaces.write("  requests-per-second: 0\n");
  }

  @AfterAll
  void stop() {
    spark.stop();
    workspaces.close();
    logs.end();
  }

  private Dataset<Row> withWrongKey() throws IOException {
    Path file = folder.resolve("wrong.key");
    Files.writeString(file, WRONG_KEY);
    return spark
        .read()
        .format("customerio")
        .option("table", "messages")
        .option("base-url", workspaces.sandbox("w0").baseUrl())
        .option("key-file", file.toString())
        .load();
  }

  @Test
  void theKeyIsInNoPlanLogEventExceptionOrPage() throws Exception {
    Dataset<Row> rows = workspaces.read(spark, "messages").load();
    assertThat(rows.filter("type = 'email'").count()).isPositive();
    final String plan = rows.queryExecution().toString();
    rows.createOrReplaceTempView("messages");
    final String explained =
        spark.sql("EXPLAIN EXTENDED SELECT count(*) FROM messages").first().getString(0);
    StreamingQuery query =
        workspaces.stream(spark, "messages")
            .load()
            .writeStream()
            .format("noop")
            .trigger(Trigger.AvailableNow())
            .option("checkpointLocation", folder.resolve("checkpoint").toString())
            .start();
    query.awaitTermination();
    Throwable refused = catchThrowable(() -> withWrongKey().count());
    StringWriter trace = new StringWriter();
    refused.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).contains("401").contains("workspace default");
    Throwable given =
        catchThrowable(
            () ->
                spark
                    .read()
                    .format("customerio")
                    .option("table", "messages")
                    .option("key", KEY)
                    .load());
    given.printStackTrace(new PrintWriter(trace));

    List<String> told = new ArrayList<>(List.of(plan, explained, trace.toString()));
    told.add(String.valueOf(query.lastProgress()));
    told.addAll(pages());
    told.addAll(logs.lines());
    told.addAll(files(folder.resolve("events")));
    told.addAll(files(folder.resolve("checkpoint")));
    // The texts are those that were meant, not empty ones.
    assertThat(told).anyMatch(text -> text.contains("SparkListenerTaskEnd"));
    assertThat(told).anyMatch(text -> text.contains("milliseconds waited for the API"));
    assertThat(told).noneMatch(text -> text.contains(KEY) || text.contains(WRONG_KEY));
  }

  /** A task cannot read without the key, so this is where it has to be. */
  @Test
  void theKeyTravelsInTheSerializedTaskAndInNoTextOfIt() throws IOException {
    RowPartition partition =
        new RowPartition(
            new WorkspaceAccess(
                "acme",
                "http://127.0.0.1/",
                10,
                "acme",
                WorkspaceLimits.Scope.PROCESS,
                new SecretKey(KEY)),
            new RowPartition.Selection("messages", TimeRange.ALL, List.of(), List.of(), List.of()),
            null,
            1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(partition);
    }
    assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).contains(KEY);
    assertThat(partition.toString() + partition.workspace() + partition.selection())
        .doesNotContain(KEY);
  }

  /** All pages of the UI that its pages link to, and what its API tells. */
  private List<String> pages() throws Exception {
    String ui = spark.sparkContext().uiWebUrl().get();
    String base = "http://127.0.0.1:" + URI.create(ui).getPort();
    String api = "/api/v1/applications/" + spark.sparkContext().applicationId();
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/jobs/",
                "/stages/",
                "/storage/",
                "/environment/",
                "/executors/",
                "/SQL/",
                "/StreamingQuery/",
                api + "/jobs",
                api + "/stages?details=true",
                api + "/environment",
                api + "/sql?details=true&planDescription=true"));
    for (int i = 0; i < 4; i++) {
      paths.add("/SQL/execution/?id=" + i);
      paths.add("/jobs/job/?id=" + i);
      paths.add("/stages/stage/?id=" + i + "&attempt=0");
    }
    HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    List<String> pages = new ArrayList<>();
    for (String path : paths) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
      HttpResponse<String> page = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      pages.add(page.body());
    }
    return pages;
  }

  private static List<String> files(Path from) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      return all.filter(Files::isRegularFile).map(RedactionTest::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that is logged, down to the least. */
  private static final class LogCapture extends AbstractAppender {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private Level before = Level.ERROR;

    LogCapture() {
      super("capture", null, null, true, Property.EMPTY_ARRAY);
    }

    void begin() {
      start();
      LoggerContext context = (LoggerContext) LogManager.getContext(false);
      LoggerConfig root = context.getConfiguration().getRootLogger();
      before = root.getLevel();
      root.getAppenders()
          .forEach(
              (name, appender) -> {
                root.removeAppender(name);
                root.addAppender(appender, Level.ERROR, null);
              });
      root.addAppender(this, Level.DEBUG, null);
      root.setLevel(Level.DEBUG);
      context.updateLoggers();
    }

    void end() {
      LoggerContext context = (LoggerContext) LogManager.getContext(false);
      LoggerConfig root = context.getConfiguration().getRootLogger();
      root.removeAppender("capture");
      root.setLevel(before);
      context.updateLoggers();
    }

    List<String> lines() {
      return List.copyOf(lines);
    }

    @Override
    public void append(LogEvent event) {
      StringWriter text = new StringWriter();
      text.append(event.getMessage().getFormattedMessage());
      if (event.getThrown() != null) {
        event.getThrown().printStackTrace(new PrintWriter(text));
      }
      lines.add(text.toString());
    }
  }
}
