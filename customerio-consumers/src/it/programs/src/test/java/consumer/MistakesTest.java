package consumer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.CustomerIoBuilder;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.RequestOptions;
import io.github.customerio4j.client.RetryOptions;
import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CallTimeoutException;
import io.github.customerio4j.client.error.CancelledException;
import io.github.customerio4j.client.error.ConnectionException;
import io.github.customerio4j.client.error.InvalidFilterException;
import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.client.error.RateLimitException;
import io.github.customerio4j.client.error.ServerException;
import io.github.customerio4j.client.error.WrongRegionException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.client.filter.ObjectFilter;
import io.github.customerio4j.client.model.people.ActivityQuery;
import io.github.customerio4j.client.model.people.CustomerIdentifiers;
import io.github.customerio4j.client.model.people.IdType;
import io.github.customerio4j.client.model.query.LinkMetricsQuery;
import io.github.customerio4j.client.model.query.MessageHistoryQuery;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.sending.MessageQuery;
import io.github.customerio4j.client.model.sending.MetricsWindow;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.PageRequest;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.extract.state.StateException;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import io.github.customerio4j.sandbox.config.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** Makes mistakes that programs make. Each message says what failed, why, and the remedy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesTest {
  private static final Instant EARLY = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-01T00:00:00Z");
  private static final RetryOptions ONCE = RetryOptions.builder().maxAttempts(1).build();
  private static final RequestOptions HASTY =
      RequestOptions.builder().timeout(Duration.ofMillis(200)).build();
  private static final CustomerIdentifiers PERSON =
      CustomerIdentifiers.builder().cioId("a1").build();
  private static final PageRequest LIST =
      PageRequest.builder().addPath("segments").itemsKey("segments").build();
  private static final String KEY = "a-key-that-no-message-may-show";

  private Sandbox sandbox;
  private CustomerIo client;
  private CustomerIo closed;

  @BeforeAll
  void start() {
    sandbox = Sandbox.builder().appApiKey(KEY).addMissingScopes(Scope.CAMPAIGNS).start();
    client = client(KEY);
    closed = client(KEY);
    closed.close();
  }

  private static DynamicTest mistake(
      String name, Class<? extends Throwable> type, String message, Executable call) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          String said = String.valueOf(assertThrows(type, call).getMessage());
          int at = 0;
          for (String part : message.split("…")) {
            int found = said.indexOf(part, at);
            assertTrue(found >= 0 && (at > 0 || found == 0), () -> "It says: " + said);
            at = found + part.length();
          }
          assertTrue(message.endsWith("…") || at == said.length(), () -> "It says: " + said);
          assertFalse(said.contains(KEY), "no message shows the key");
        });
  }

  @AfterAll
  void stop() {
    client.close();
    sandbox.close();
  }

  private static CustomerIoBuilder builder() {
    return CustomerIo.builder(AppApiKey.of(KEY));
  }

  private CustomerIo client(String key) {
    return CustomerIo.builder(AppApiKey.of(key))
        .baseUrl(sandbox.baseUrl())
        .rateLimit(RateLimit.unlimited())
        .retry(ONCE)
        .build();
  }

  /** The client, whose next answer is a fault. */
  private CustomerIo fault(Fault fault) {
    sandbox.failNext(path -> true, fault, 1);
    return client;
  }

  private ExtractionReport run(ExtractionConfig config) {
    return Extractor.builder().client(client).sink(TableSink.collecting()).build().run(config);
  }

  private static Path file() throws IOException {
    return Files.writeString(Files.createTempFile("some", ".file"), "no state");
  }

  private static <T> T nothing() {
    return null;
  }

  private static void interrupted(Executable call) throws Throwable {
    Thread.currentThread().interrupt();
    try {
      call.execute();
    } finally {
      assertTrue(Thread.interrupted(), "the thread stays interrupted");
    }
  }

  @TestFactory
  Stream<DynamicTest> keysThatAreNone() {
    return Stream.of(
        mistake(
            "emptyKey",
            IllegalArgumentException.class,
            "Cannot use the App API key: it is empty. Copy it from Customer.io under Settings, API credentials, App API keys.",
            () -> AppApiKey.of("")),
        mistake(
            "keyOfSpaces",
            IllegalArgumentException.class,
            "Cannot use the App API key: it is empty. Copy it from Customer.io under Settings, API credentials, App API keys.",
            () -> AppApiKey.of("  ")),
        mistake(
            "keyWithLineBreakInside",
            IllegalArgumentException.class,
            "Cannot use the App API key: it holds white space, a line break or a character outside of ASCII. Copy the key alone, without quotes, \"Bearer\" or a line end.",
            () -> AppApiKey.of("ab\ncd")),
        mistake(
            "keyInQuotes",
            IllegalArgumentException.class,
            "Cannot use the App API key: it is in quotes, which are no part of a key. Write the key alone, without the quotes around it.",
            () -> AppApiKey.of("\"abcdef\"")),
        mistake(
            "keyWithHeaderWord",
            IllegalArgumentException.class,
            "Cannot use the App API key: it holds white space, a line break or a character outside of ASCII. Copy the key alone, without quotes, \"Bearer\" or a line end.",
            () -> AppApiKey.of("Bearer abcdef")),
        mistake(
            "keyOfTwoWords",
            IllegalArgumentException.class,
            "Cannot use the App API key: it holds white space, a line break or a character outside of ASCII. Copy the key alone, without quotes, \"Bearer\" or a line end.",
            () -> AppApiKey.of("abc def")));
  }

  @TestFactory
  Stream<DynamicTest> addressesThatAreNone() {
    return Stream.of(
        mistake(
            "urlThatIsNone",
            IllegalArgumentException.class,
            "Cannot use the base URL 'nonsense': it is not an http or https URL. Write it like https://api.customer.io/v1/",
            () -> builder().baseUrl("nonsense")),
        mistake(
            "unencryptedUrl",
            IllegalArgumentException.class,
            "Cannot use the base URL 'http://api.customer.io/v1/': the key would travel unencrypted. Use https.",
            () -> builder().baseUrl("http://api.customer.io/v1/")),
        mistake(
            "urlWithQuery",
            IllegalArgumentException.class,
            "Cannot use the base URL for host api.customer.io: it holds a query, a fragment or credentials. Write it like https://api.customer.io/v1/",
            () -> builder().baseUrl("https://api.customer.io/v1/?a=b")),
        mistake(
            "urlWithPassword",
            IllegalArgumentException.class,
            "Cannot use the base URL for host api.customer.io: it holds a query, a fragment or credentials. Write it like https://api.customer.io/v1/",
            () -> builder().baseUrl("https://me:secret@api.customer.io/v1/")));
  }

  @TestFactory
  Stream<DynamicTest> limitsThatLimitNothing() {
    return Stream.of(
        mistake(
            "noRequestsPerSecond",
            IllegalArgumentException.class,
            "Cannot limit to 0.0 requests per second: the rate must be between 0.001 and 100000. Use RateLimit.unlimited() for no limit.",
            () -> RateLimit.perSecond(0)),
        mistake(
            "negativeRate",
            IllegalArgumentException.class,
            "Cannot limit to -1.0 requests per second: the rate must be between 0.001 and 100000. Use RateLimit.unlimited() for no limit.",
            () -> RateLimit.perSecond(-1)),
        mistake(
            "rateThatIsNoNumber",
            IllegalArgumentException.class,
            "Cannot limit to NaN requests per second: the rate must be between 0.001 and 100000. Use RateLimit.unlimited() for no limit.",
            () -> RateLimit.perSecond(Double.NaN)),
        mistake(
            "noTimeToConnect",
            IllegalArgumentException.class,
            "Cannot use connectTimeout PT0S: give a time above zero and at most a day.",
            () -> builder().connectTimeout(Duration.ZERO)),
        mistake(
            "negativeTimeToRead",
            IllegalArgumentException.class,
            "Cannot use readTimeout PT-1S: give a time above zero and at most a day.",
            () -> builder().readTimeout(Duration.ofSeconds(-1))),
        mistake(
            "noBytes",
            IllegalArgumentException.class,
            "Cannot use maxResponseBytes 0: give 1 or more.",
            () -> builder().maxResponseBytes(0)),
        mistake(
            "noAttempts",
            IllegalArgumentException.class,
            "Cannot retry with maxAttempts 0: give 1 or more.",
            () -> RetryOptions.builder().maxAttempts(0).build()),
        mistake(
            "noDeadline",
            IllegalArgumentException.class,
            "Cannot retry with deadline PT0S: give a time above zero and at most a day.",
            () -> RetryOptions.builder().deadline(Duration.ZERO).build()),
        mistake(
            "negativeDelay",
            IllegalArgumentException.class,
            "Cannot retry with firstDelay PT-0.005S: give a time above zero and at most a day.",
            () -> RetryOptions.builder().firstDelay(Duration.ofMillis(-5)).build()),
        mistake(
            "delayOfTwoDays",
            IllegalArgumentException.class,
            "Cannot retry with maxDelay PT48H: give a time above zero and at most a day.",
            () -> RetryOptions.builder().maxDelay(Duration.ofDays(2)).build()),
        mistake(
            "noTimeForACall",
            IllegalArgumentException.class,
            "Cannot use timeout PT0S: give a time above zero and at most a day.",
            () -> RequestOptions.builder().timeout(Duration.ZERO).build()));
  }

  @TestFactory
  Stream<DynamicTest> headersThatCannotBeSent() {
    return Stream.of(
        mistake(
            "emptyUserAgent",
            IllegalArgumentException.class,
            "Cannot use the user agent: it is empty or holds a character that cannot stand in a header. Use printable ASCII.",
            () -> builder().userAgent("")),
        mistake(
            "userAgentOfOtherLetters",
            IllegalArgumentException.class,
            "Cannot use the user agent: it is empty or holds a character that cannot stand in a header. Use printable ASCII.",
            () -> builder().userAgent("größe")),
        mistake(
            "headerOfTheClient",
            IllegalArgumentException.class,
            "Cannot set the header Authorization: the client writes it itself. Leave it out.",
            () -> RequestOptions.builder().header("Authorization", "x").build()),
        mistake(
            "headerWithLineBreak",
            IllegalArgumentException.class,
            "Cannot set the header 'X-A': its name or its value holds a character that is not allowed there. Use printable ASCII.",
            () -> RequestOptions.builder().header("X-A", "a\nb").build()),
        mistake(
            "headerWithoutName",
            IllegalArgumentException.class,
            "Cannot set the header '': its name or its value holds a character that is not allowed there. Use printable ASCII.",
            () -> RequestOptions.builder().header("", "a").build()));
  }

  @TestFactory
  Stream<DynamicTest> networksThatAreNotThere() {
    return Stream.of(
        mistake(
            "proxyThatIsNone",
            IllegalArgumentException.class,
            "Cannot use the variable HTTPS_PROXY: a proxy of the scheme ftp is not supported. Write it like http://user:password@proxy.example.com:8080, or unset it.",
            () -> builder().proxyFrom(Map.of("HTTPS_PROXY", "ftp://me:secret@proxy"))),
        mistake(
            "certificateFileThatIsMissing",
            IllegalArgumentException.class,
            "Cannot use the certificates in no…such.pem: it cannot be read (NoSuchFileException). Name a file with certificates in PEM, which begin with -----BEGIN CERTIFICATE-----.",
            () -> builder().trustedCertificates(Path.of("no", "such.pem"))));
  }

  @TestFactory
  Stream<DynamicTest> queriesThatTheApiWouldRefuseOrCut() {
    return Stream.of(
        mistake(
            "noMessagesAPage",
            IllegalArgumentException.class,
            "Cannot list 0 messages a page: the API allows 1 to 1000. Set limit.",
            () -> MessageQuery.builder().limit(0).build()),
        mistake(
            "tooManyMessagesAPage",
            IllegalArgumentException.class,
            "Cannot list 1001 messages a page: the API allows 1 to 1000. Set limit.",
            () -> MessageQuery.builder().limit(1001).build()),
        mistake(
            "spanOfTwoYears",
            IllegalArgumentException.class,
            "Cannot list messages from 2024-01-01T00:00:00Z to 2026-01-01T00:00:00Z: the API lists at most six months at a time, and would leave out the rest without a word. Use client.messages().history(…), which reads a span of any length.",
            () -> MessageQuery.builder().startTs(EARLY).endTs(LATE).build()),
        mistake(
            "messagesFromLateToEarly",
            IllegalArgumentException.class,
            "Cannot list messages from 2026-01-01T00:00:00Z to 2024-01-01T00:00:00Z: the start is after the end. Swap them.",
            () -> MessageQuery.builder().startTs(LATE).endTs(EARLY).build()),
        mistake(
            "historyFromLateToEarly",
            IllegalArgumentException.class,
            "Cannot ask for what is from 2026-01-01T00:00:00Z to 2024-01-01T00:00:00Z: the start is after the end. Swap them.",
            () -> MessageHistoryQuery.builder().since(LATE).until(EARLY).build()),
        mistake(
            "historyBefore1970",
            IllegalArgumentException.class,
            "Cannot list messages since 1969-12-31T23:59:59Z: that is before 1970. Set a later since.",
            () -> MessageHistoryQuery.builder().since(Instant.EPOCH.minusSeconds(1)).build()),
        mistake(
            "tooManyActivitiesAPage",
            IllegalArgumentException.class,
            "Cannot list 101 activities a page: the API allows 1 to 100. Set limit.",
            () -> ActivityQuery.builder().limit(101).build()),
        mistake(
            "tooManyHours",
            IllegalArgumentException.class,
            "Cannot ask for metrics of steps 25 by hours: the API counts back 1 to 24. Set steps, or a longer period; metrics of campaigns take a MetricsWindow, too.",
            () -> MetricsQuery.hours(25)),
        mistake(
            "tooManyDays",
            IllegalArgumentException.class,
            "Cannot ask for metrics of steps 46 by days: the API counts back 1 to 45. Set steps, or a longer period; metrics of campaigns take a MetricsWindow, too.",
            () -> MetricsQuery.days(46)),
        mistake(
            "tooManyWeeks",
            IllegalArgumentException.class,
            "Cannot ask for metrics of steps 13 by weeks: the API counts back 1 to 12. Set steps, or a longer period; metrics of campaigns take a MetricsWindow, too.",
            () -> MetricsQuery.weeks(13)),
        mistake(
            "tooManyMonths",
            IllegalArgumentException.class,
            "Cannot ask for metrics of steps 122 by months: the API counts back 1 to 121. Set steps, or a longer period; metrics of campaigns take a MetricsWindow, too.",
            () -> MetricsQuery.months(122)),
        mistake(
            "noPeriods",
            IllegalArgumentException.class,
            "Cannot ask for metrics of steps 0 by days: the API counts back 1 to 45. Set steps, or a longer period; metrics of campaigns take a MetricsWindow, too.",
            () -> MetricsQuery.days(0)),
        mistake(
            "metricsFromLateToEarly",
            IllegalArgumentException.class,
            "Cannot ask for metrics from 2026-01-01T00:00:00Z to 2024-01-01T00:00:00Z: the end must be after the start, and at most ten years after it.",
            () -> MetricsWindow.builder().start(LATE).end(EARLY).build()),
        mistake(
            "metricsOfElevenYears",
            IllegalArgumentException.class,
            "Cannot ask for metrics from 2024-01-01T00:00:00Z to 2035-03-24T00:00:00Z: the end must be after the start, and at most ten years after it.",
            () ->
                MetricsWindow.builder()
                    .start(EARLY)
                    .end(EARLY.plus(Duration.ofDays(4100)))
                    .build()),
        mistake(
            "tooManyLinksPeriods",
            IllegalArgumentException.class,
            "Cannot ask for metrics of steps 46 by days: the API counts back 1 to 45. Set steps, or a longer period; metrics of campaigns take a MetricsWindow, too.",
            () -> LinkMetricsQuery.days(46)));
  }

  @TestFactory
  Stream<DynamicTest> listsThatCannotBeRead() {
    return Stream.of(
        mistake(
            "emptyCursor",
            IllegalArgumentException.class,
            "Cannot make a cursor: its value is empty. Omit the cursor to read the list from its start.",
            () -> new Cursor("")),
        mistake(
            "pagesWithoutItems",
            IllegalArgumentException.class,
            "Cannot make pages of 0 items: give 1 or more.",
            () -> Paged.of(List.of(1), 0)),
        mistake(
            "cursorOfAnotherList",
            IllegalArgumentException.class,
            "Cannot continue a list at 'x': give the next of one of its pages.",
            () -> Paged.of(List.of(1, 2), 1).from(new Cursor("x"))),
        mistake(
            "cursorOfNoHistory",
            IllegalArgumentException.class,
            "Cannot continue a history of messages at 'abc': it is no cursor of a page of this history. Give one that came from a query with the same since and the same filters.",
            () -> client.messages().history(MessageHistoryQuery.all()).from(new Cursor("abc"))),
        mistake(
            "requestWithoutPath",
            IllegalArgumentException.class,
            "Cannot build a page request: it has no path. Add at least one segment.",
            () -> PageRequest.builder().itemsKey("messages").build()),
        mistake(
            "requestWithDots",
            IllegalArgumentException.class,
            "Cannot build a page request: '..' is not a path segment. Give a name or an id.",
            () -> PageRequest.builder().addPath("..").itemsKey("messages").build()),
        mistake(
            "searchWithoutBody",
            IllegalArgumentException.class,
            "Cannot build a page request: a POST needs a JSON body and a GET takes none. Set method and jsonBody together.",
            () ->
                PageRequest.builder()
                    .addPath("customers")
                    .itemsKey("identifiers")
                    .method(PageRequest.Method.POST)
                    .build()));
  }

  @TestFactory
  Stream<DynamicTest> peopleWhoCannotBeAskedFor() {
    return Stream.of(
        mistake(
            "attributesOfNobody",
            IllegalArgumentException.class,
            "Cannot ask for the attributes of 0 people: the API takes 1 to 100 ids. Split the list, or use attributesOf.",
            () -> client.customers().attributes(List.of())),
        mistake(
            "attributesOfTooMany",
            IllegalArgumentException.class,
            "Cannot ask for the attributes of 101 people: the API takes 1 to 100 ids. Split the list, or use attributesOf.",
            () -> client.customers().attributes(Collections.nCopies(101, "7"))),
        mistake(
            "personWithoutIdentifier",
            IllegalArgumentException.class,
            "Cannot ask for the attributes of a person without an identifier. Give a cio_id, an id or an email address.",
            () ->
                client
                    .customers()
                    .attributesOf(Stream.of(CustomerIdentifiers.builder().build()))
                    .toList()));
  }

  @TestFactory
  Stream<DynamicTest> idsOfNothing() {
    return Stream.of(
        mistake(
            "messageWithoutId",
            IllegalArgumentException.class,
            "Cannot send id '': no path can carry it. Give a text that is not empty, '.' or '..'.",
            () -> client.messages().get("")),
        mistake(
            "messageOfDots",
            IllegalArgumentException.class,
            "Cannot send id '..': no path can carry it. Give a text that is not empty, '.' or '..'.",
            () -> client.messages().get("..")),
        mistake(
            "segmentThatIsNot",
            NotFoundException.class,
            "Cannot GET /v1/segments/999999: the API answered 404 (segment not found). Check the id in the path (it may have been deleted, or belong to another workspace) and the base URL with its prefix (/v1/).",
            () -> client.segments().get(999999)),
        mistake(
            "personThatIsNot",
            NotFoundException.class,
            "Cannot GET /v1/customers/nobody/attributes: the API answered 404 (customer not found (reference …)). Check the id in the path (it may have been deleted, or belong to another workspace) and the base URL with its prefix (/v1/).",
            () -> client.customers().attributes("nobody", IdType.ID)),
        mistake(
            "exportThatIsNot",
            NotFoundException.class,
            "Cannot GET /v1/exports/999999: the API answered 404 (export not found). Check the id in the path (it may have been deleted, or belong to another workspace) and the base URL with its prefix (/v1/).",
            () -> client.exports().job(999999)),
        mistake(
            "exportToOpenThatIsNot",
            NotFoundException.class,
            "Cannot GET /v1/exports/999999/download: the API answered 404 (export not found). Check the id in the path (it may have been deleted, or belong to another workspace) and the base URL with its prefix (/v1/).",
            () -> client.openExport(999999)));
  }

  @TestFactory
  Stream<DynamicTest> filtersThatSayNothing() {
    return Stream.of(
        mistake(
            "andOfNothing",
            InvalidFilterException.class,
            "Cannot build the audience filter: 'and' is empty. Give at least one condition.",
            () -> AudienceFilter.and()),
        mistake(
            "orOfNothing",
            InvalidFilterException.class,
            "Cannot build the audience filter: 'or' is empty. Give at least one condition.",
            () -> AudienceFilter.or(List.of())),
        mistake(
            "attributeWithoutName",
            InvalidFilterException.class,
            "Cannot build the audience filter: the attribute has no name. Give its field.",
            () -> AudienceFilter.attribute("").exists()),
        mistake(
            "negativeSegment",
            InvalidFilterException.class,
            "Cannot build the audience filter: -1 is not a segment id. Give a number above zero.",
            () -> AudienceFilter.segment(-1)),
        mistake(
            "emptyText",
            InvalidFilterException.class,
            "Cannot read the audience filter: the text ends too early, at line 1, column 1 ($). Look for a bracket, comma or quote that is missing or too many.",
            () -> AudienceFilter.parse("")),
        mistake(
            "cutText",
            InvalidFilterException.class,
            "Cannot read the audience filter: the text ends too early, at line 1, column 9 ($.and[0]). Look for a bracket, comma or quote that is missing or too many.",
            () -> AudienceFilter.parse("{\"and\":[")),
        mistake(
            "filterThatIsAList",
            InvalidFilterException.class,
            "Cannot read the audience filter: a filter must be an object, not an array, at line 1, column 1 ($). Give exactly one of and, or, not, segment and attribute at each level.",
            () -> AudienceFilter.parse("[]")),
        mistake(
            "unknownCondition",
            InvalidFilterException.class,
            "Cannot read the audience filter: the key 'xor' is unknown, at line 1, column 2 ($.xor). Give exactly one of and, or, not, segment and attribute at each level.",
            () -> AudienceFilter.parse("{\"xor\":[]}")),
        mistake(
            "unknownOperator",
            InvalidFilterException.class,
            "Cannot read the audience filter: the operator 'gt' is neither eq nor exists, at line 1, column 38 ($.attribute.operator). Write {\"attribute\":{\"field\":\"plan\",\"operator\":\"eq\",\"value\":\"pro\"}}, or the operator exists without a value.",
            () ->
                AudienceFilter.parse(
                    "{\"attribute\":{\"field\":\"a\",\"operator\":\"gt\",\"value\":1}}")),
        mistake(
            "eqWithoutValue",
            InvalidFilterException.class,
            "Cannot read the audience filter: the operator eq has no value, at line 1, column 42 ($.attribute.operator). Write {\"attribute\":{\"field\":\"plan\",\"operator\":\"eq\",\"value\":\"pro\"}}, or the operator exists without a value.",
            () -> AudienceFilter.parse("{\"attribute\":{\"field\":\"a\",\"operator\":\"eq\"}}")),
        mistake(
            "twoConditions",
            InvalidFilterException.class,
            "Cannot read the audience filter: another key stands beside 'segment', at line 1, column 21 ($.segment). Give exactly one of and, or, not, segment and attribute at each level.",
            () ->
                AudienceFilter.parse("{\"segment\":{\"id\":1},\"not\":{\"segment\":{\"id\":2}}}")),
        mistake(
            "segmentThatIsAText",
            InvalidFilterException.class,
            "Cannot read the audience filter: a segment's id must be a number, not a string, at line 1, column 18 ($.segment.id). Write {\"segment\":{\"id\":7}}.",
            () -> AudienceFilter.parse("{\"segment\":{\"id\":\"x\"}}")),
        mistake(
            "objectFilterOfNothing",
            IllegalArgumentException.class,
            "Cannot build an object filter: 'and' has no conditions. Give at least one.",
            () -> ObjectFilter.and()));
  }

  @TestFactory
  Stream<DynamicTest> callsOnAClosedClient() {
    return Stream.of(
        mistake(
            "listOfAClosedClient",
            CancelledException.class,
            "Cannot GET /v1/segments: its client was closed. Open another client.",
            () -> closed.segments().list()),
        mistake(
            "recordOfAClosedClient",
            CancelledException.class,
            "Cannot GET /v1/messages/m1: its client was closed. Open another client.",
            () -> closed.messages().get("m1")),
        mistake(
            "pagesOfAClosedClient",
            CancelledException.class,
            "Cannot GET /v1/messages: its client was closed. Open another client.",
            () -> closed.messages().list(MessageQuery.all()).iterator().hasNext()),
        mistake(
            "rawPagesOfAClosedClient",
            CancelledException.class,
            "Cannot GET /v1/segments: its client was closed. Open another client.",
            () -> closed.rawPages(LIST).iterator().next()),
        mistake(
            "historyOfAClosedClient",
            CancelledException.class,
            "Cannot GET /v1/messages: its client was closed. Open another client.",
            () -> closed.messages().history(MessageHistoryQuery.all()).iterator().hasNext()),
        mistake(
            "attributesOfAClosedClient",
            CancelledException.class,
            "Cannot POST /v1/customers/attributes: its client was closed. Open another client.",
            () -> closed.customers().attributesOf(Stream.of(PERSON)).toList()),
        mistake(
            "exportOfAClosedClient",
            CancelledException.class,
            "Cannot GET /v1/exports/7: its client was closed. Open another client.",
            () -> closed.exports().job(7)),
        mistake(
            "downloadOfAClosedClient",
            CancelledException.class,
            "Cannot download export 7: its client was closed. Open another client.",
            () -> closed.openExport(7)),
        mistake(
            "viewOfAClosedClient",
            CancelledException.class,
            "Cannot GET /v1/segments: its client was closed. Open another client.",
            () -> closed.with(RequestOptions.none()).segments().list()),
        mistake(
            "metricsOfAClosedClient",
            CancelledException.class,
            "Cannot GET /v1/campaigns/1/metrics: its client was closed. Open another client.",
            () -> closed.campaigns().metrics(1, MetricsQuery.days(1))));
  }

  @TestFactory
  Stream<DynamicTest> nullWhereAValueBelongs() {
    return Stream.of(
        mistake("noKey", NullPointerException.class, "key", () -> AppApiKey.of(nothing())),
        mistake(
            "noKeyForAClient",
            NullPointerException.class,
            "key",
            () -> CustomerIo.builder(nothing())),
        mistake(
            "noRegion", NullPointerException.class, "region", () -> builder().region(nothing())),
        mistake("noUrl", NullPointerException.class, "url", () -> builder().baseUrl(nothing())),
        mistake(
            "noLimit", NullPointerException.class, "limit", () -> builder().rateLimit(nothing())),
        mistake("noRetry", NullPointerException.class, "options", () -> builder().retry(nothing())),
        mistake("noClock", NullPointerException.class, "value", () -> builder().clock(nothing())),
        mistake("noOptions", NullPointerException.class, "options", () -> client.with(nothing())),
        mistake(
            "noListener",
            NullPointerException.class,
            "listener",
            () -> client.observedBy(nothing())),
        mistake("noFunction", NullPointerException.class, "calls", () -> client.async(nothing())),
        mistake(
            "noId",
            NullPointerException.class,
            "messageId must not be null in MessagesApi.get",
            () -> client.messages().get(nothing())),
        mistake(
            "noQuery",
            NullPointerException.class,
            "query must not be null in MessagesApi.list",
            () -> client.messages().list(nothing())),
        mistake(
            "noEmail",
            NullPointerException.class,
            "email must not be null in CustomersApi.byEmail",
            () -> client.customers().byEmail(nothing())),
        mistake(
            "noIdType",
            NullPointerException.class,
            "idType must not be null in CustomersApi.segments",
            () -> client.customers().segments("7", nothing())),
        mistake(
            "noTypeInAQuery",
            NullPointerException.class,
            "type",
            () -> MessageQuery.builder().type((String) nothing())),
        mistake(
            "noFilter",
            NullPointerException.class,
            "filter must not be null in CustomersApi.search",
            () -> client.customers().search(nothing())),
        mistake("noItems", NullPointerException.class, "items", () -> Paged.of(nothing())),
        mistake("noCursor", NullPointerException.class, "value", () -> new Cursor(nothing())),
        mistake(
            "noConditionToNegate",
            NullPointerException.class,
            "condition",
            () -> AudienceFilter.not(nothing())),
        mistake(
            "noAttribute",
            NullPointerException.class,
            "field",
            () -> AudienceFilter.attribute(nothing())),
        mistake(
            "noText", NullPointerException.class, "json", () -> AudienceFilter.parse(nothing())));
  }

  @TestFactory
  Stream<DynamicTest> answersThatHelpNobody() {
    return Stream.of(
        mistake(
            "wrongKey",
            AuthenticationException.class,
            "Cannot GET /v1/segments: the API answered 401 (unauthorized (reference …)). Check that the key is an App API key (not a Track API site id and key), and that the region or base URL is the one of its workspace: a key of one region is refused in the other.",
            () -> client("wrong-key").segments().list()),
        mistake(
            "keyOfAnotherRegion",
            WrongRegionException.class,
            "Cannot GET /v1/segments: the API answered 301 (wrong datacenter). The workspace of the key is in the EU. Leave out the base URL, and build the client with region(Region.EU).",
            () -> fault(Fault.wrongRegion()).segments().list()),
        mistake(
            "missingScope",
            PermissionException.class,
            "Cannot GET /v1/campaigns: the API answered 403 (Account is not authorized). The key lacks the scope for this call. Add it to the key in Customer.io under Settings, API credentials, App API keys, or use another key.",
            () -> client.campaigns().list()),
        mistake(
            "usedUpQuota",
            RateLimitException.class,
            "Cannot GET /v1/segments: the API answered 429 (sandbox fault (reference …)). The answer names no time to wait, which is the sign of a used-up daily quota: try again tomorrow, or ask Customer.io for a larger one.",
            () -> fault(Fault.status(429)).segments().list()),
        mistake(
            "serverThatIsDown",
            ServerException.class,
            "Cannot GET /v1/segments: the API answered 503 (sandbox fault (reference …)). The fault is at Customer.io: try again later, and give the reference to their support if it continues.",
            () -> fault(Fault.status(503)).segments().list()),
        mistake(
            "pageInsteadOfJson",
            MalformedResponseException.class,
            "Cannot GET /v1/segments: the API answered 200, but the body is malformed: this is not JSON at byte 0. It begins with: . Check that the base URL leads to the API; if it does, try again later.",
            () -> fault(Fault.html(200)).segments().list()),
        mistake(
            "answerThatIsCut",
            ConnectionException.class,
            "Cannot GET /v1/segments: the connection failed: ProtocolException: unexpected end of stream. Check the network, and that 127.0.0.1 is the right host.",
            () -> fault(Fault.cutBody()).segments().list()),
        mistake(
            "answerOfAnotherShape",
            MalformedResponseException.class,
            "Cannot GET /v1/segments: the API answered 200 with JSON that does not have the expected shape: Expected BEGIN_ARRAY but was NUMBER at path $.segments. It begins with: {\"segments\":7}. Another attempt would bring the same. Check that the base URL leads to the API, and report this message if it does.",
            () -> fault(Fault.body("{\"segments\":7}")).segments().list()),
        mistake(
            "answerThatMovesOn",
            ApiException.class,
            "Cannot GET /v1/segments: the API answered 301 (Moved Permanently). The client does not follow redirects, so that the key stays with its host. Check the base URL, its prefix (/v1/) included.",
            () -> fault(Fault.movedTo("https://example.com/")).segments().list()),
        mistake(
            "answerThatIsTooSlow",
            CallTimeoutException.class,
            "Cannot GET /v1/segments: it is not done within PT0.2S, the timeout of this call. The time counts the wait for a turn under the rate limit. Set a longer timeout in RequestOptions, or send fewer requests at a time.",
            () -> fault(Fault.slow(Duration.ofSeconds(5))).with(HASTY).segments().list()),
        mistake(
            "cursorThatComesAgain",
            PagingException.class,
            "Cannot continue GET /v1/messages: the API returned the cursor '…' a second time, and the list would never end. Start the list again; if this persists, report it to Customer.io.",
            () ->
                fault(Fault.repeatedCursor())
                    .messages()
                    .list(MessageQuery.builder().limit(10).build())
                    .forEach(message -> {})),
        mistake(
            "hostThatIsNot",
            ConnectionException.class,
            "Cannot GET /v1/segments: the connection failed: UnknownHostException: no-such-host.invalid…. Check the network, and that no-such-host.invalid is the right host.",
            () ->
                builder()
                    .baseUrl("https://no-such-host.invalid/v1")
                    .retry(ONCE)
                    .build()
                    .segments()
                    .list()),
        mistake(
            "portThatIsClosed",
            ConnectionException.class,
            "Cannot GET /v1/segments: the connection failed: ConnectException: Failed to connect to /127.0.0.1:1. Check the network, and that 127.0.0.1 is the right host.",
            () -> builder().baseUrl("http://127.0.0.1:1/v1").retry(ONCE).build().segments().list()),
        mistake(
            "interruptedThread",
            CancelledException.class,
            "Cannot GET /v1/segments: the thread was interrupted. Repeat the call if this was not intended.",
            () -> interrupted(() -> client.segments().list())));
  }

  @TestFactory
  Stream<DynamicTest> extractionsThatCannotRun() {
    return Stream.of(
        mistake(
            "extractorWithoutClient",
            IllegalStateException.class,
            "Cannot build an extractor: it has no client. Set it on the builder.",
            () -> Extractor.builder().sink(TableSink.collecting()).build()),
        mistake(
            "extractorWithoutDestination",
            IllegalStateException.class,
            "Cannot build an extractor: it has no sink. Set it on the builder.",
            () -> Extractor.builder().client(client).build()),
        mistake(
            "nothingSelected",
            IllegalArgumentException.class,
            "Cannot extract: no table is selected. Select campaigns, segments, segment_customers, messages, customers or activities.",
            () -> run(ExtractionConfig.builder().build())),
        mistake(
            "unknownTable",
            IllegalArgumentException.class,
            "Cannot extract table \"campaign\": no table without options has this name. There are campaigns, segments, …",
            () -> run(ExtractionConfig.builder().addTables("campaign").build())),
        mistake(
            "unknownPattern",
            IllegalArgumentException.class,
            "Cannot extract table \"xyz*\": no table without options has this name. There are campaigns, segments, …",
            () -> run(ExtractionConfig.builder().addTables("xyz*").build())),
        mistake(
            "unknownGroup",
            IllegalArgumentException.class,
            "Cannot extract table \"group:none\": no table without options has this name. There are campaigns, segments, …",
            () -> run(ExtractionConfig.builder().addTables("group:none").build())),
        mistake(
            "columnsOfAnUnknownTable",
            IllegalArgumentException.class,
            "Cannot exclude columns of table \"nothing\": there is no such table. Name one of the page of tables, such as segments.",
            () ->
                run(
                    ExtractionConfig.builder()
                        .addTables("segments")
                        .putExcludedColumns("nothing", Set.of("x"))
                        .build())),
        mistake(
            "unknownColumn",
            IllegalArgumentException.class,
            "Cannot exclude column \"nothing\" of segments: no documented column, no column of a previous run and no field of this run's rows has that name. Its columns are id, deduplicate_id, name, description, state, progress, type, tags, created_at, updated_at.",
            () ->
                run(
                    ExtractionConfig.builder()
                        .addTables("segments")
                        .putExcludedColumns("segments", Set.of("nothing"))
                        .build())),
        mistake(
            "hashWithoutKey",
            IllegalArgumentException.class,
            "Cannot hash *.name: there is no hash key. Set hashKey (CUSTOMERIO_HASH_KEY, or a file).",
            () ->
                run(
                    ExtractionConfig.builder()
                        .addTables("segments")
                        .addHashedColumns("*.name")
                        .build())),
        mistake(
            "noRequestsInFlight",
            IllegalArgumentException.class,
            "Cannot use columnLimit 2000 and maxRequestsInFlight 0: each must be at least 1.",
            () ->
                run(
                    ExtractionConfig.builder()
                        .addTables("segments")
                        .maxRequestsInFlight(0)
                        .build())),
        mistake(
            "messagesOfTheFuture",
            IllegalArgumentException.class,
            "Cannot extract messages since 2999-01-01T00:00:00Z: that is after the run's start, …. Set an earlier since.",
            () ->
                run(
                    ExtractionConfig.builder()
                        .messages(
                            MessagesSelection.builder()
                                .since(Instant.parse("2999-01-01T00:00:00Z"))
                                .build())
                        .build())),
        mistake(
            "messagesWithAStrangeKey",
            IllegalArgumentException.class,
            "Cannot use messages.primary_key \"\": it must be one of id, deduplicate_id.",
            () ->
                run(
                    ExtractionConfig.builder()
                        .messages(MessagesSelection.builder().primaryKey("").build())
                        .build())),
        mistake(
            "idsOfATableWithoutParents",
            IllegalArgumentException.class,
            "Cannot use ids of table \"nothing\": it is not a top-level list. Name campaigns, segments, newsletters or another top-level list.",
            () ->
                run(
                    ExtractionConfig.builder()
                        .addTables("segments")
                        .putIds("nothing", Set.of("1"))
                        .build())),
        mistake(
            "addressOfAnotherDatabase",
            IllegalArgumentException.class,
            "Cannot use the address of the database: it does not name HOST/DATABASE. Write postgresql://USER@HOST:PORT/DATABASE, or with a password USER:PASSWORD@, in which ? is written as %3F.",
            () -> SqlSink.postgresql("mysql://host/db")),
        mistake(
            "folderThatIsAFile",
            ExtractionException.class,
            "Cannot extract: Cannot write tables to …: FileAlreadyExistsException …. A run makes its files in the staging folder … first. Name a folder in which this process may make files, let it write to …, or name a folder within the output folder, such as …/tables.",
            () ->
                Extractor.builder()
                    .client(client)
                    .sink(FileSink.builder(file(), CsvFormat.standard()).build())
                    .build()
                    .run(ExtractionConfig.builder().addTables("segments").build())),
        mistake(
            "stateThatIsNone",
            StateException.class,
            "Cannot read the state at $: this is not well-formed JSON, or it is cut off. Correct it or put back an earlier state; or reset the state, and the next run fetches everything again. File: …",
            () ->
                Extractor.builder()
                    .client(client)
                    .sink(TableSink.collecting())
                    .stateStore(new FileStateStore(file()))
                    .build()
                    .run(ExtractionConfig.builder().addTables("segments").build())),
        mistake(
            "scopeThatIsMissing",
            ExtractionException.RequestFailed.class,
            "Cannot GET /v1/campaigns: the API answered 403 (Account is not authorized). The key lacks the scope for this call. Add it to the key in Customer.io under Settings, API credentials, App API keys, or use another key.",
            () -> run(ExtractionConfig.builder().addTables("campaigns").build())),
        mistake(
            "runOfAClosedClient",
            ExtractionException.RequestFailed.class,
            "Cannot GET /v1/segments: its client was closed. Open another client.",
            () ->
                Extractor.builder()
                    .client(closed)
                    .sink(TableSink.collecting())
                    .build()
                    .run(ExtractionConfig.builder().addTables("segments").build())),
        mistake(
            "tableThatWasNotExtracted",
            IllegalArgumentException.class,
            "Cannot show table segments: no run has committed it. The tables are none.",
            () -> TableSink.collecting().rows("segments")));
  }
}
