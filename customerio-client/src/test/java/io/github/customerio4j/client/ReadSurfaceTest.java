package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.RateLimitException;
import io.github.customerio4j.client.filter.ObjectFilter;
import io.github.customerio4j.client.model.constant.SuppressionType;
import io.github.customerio4j.client.model.people.IdType;
import io.github.customerio4j.client.model.people.ObjectIdType;
import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.client.model.sending.MetricsReport;
import io.github.customerio4j.client.model.sending.MetricsWindow;
import io.github.customerio4j.client.paging.Paged;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operations besides messages: each with a body of the documented shape, and with fields that
 * are new, missing and null.
 */
class ReadSurfaceTest {
  private static final JsonAdapter<Map<String, @Nullable Object>> OBJECTS =
      new Moshi.Builder()
          .build()
          .<Map<String, @Nullable Object>>adapter(
              Types.newParameterizedType(Map.class, String.class, Object.class))
          .serializeNulls();

  private ApiServer api;
  private CustomerIo client;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
    client = api.client();
  }

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  private static Arguments list(
      String target, String key, String required, String json, Function<CustomerIo, Object> call) {
    return Arguments.of(target, key, true, required, json, call);
  }

  private static Arguments one(
      String target, String key, String required, String json, Function<CustomerIo, Object> call) {
    return Arguments.of(target, key, false, required, json, call);
  }

  /** The target, the key, whether it is a list, the required field, an item, the call. */
  static Stream<Arguments> operations() {
    String relationship =
        "{'identifiers':{'object_type_id':1,'object_id':'acme','cio_object_id':'ob1'},"
            + "'object_type_disabled':false,'attributes':{'role':'admin'}}";
    String webhook =
        "{'id':1,'name':'n','endpoint':'https://e','type':'webhook','events':['email_sent'],"
            + "'disabled':false,'full_resolution':true,'with_content':false}";
    String folder = "{'id':7,'name':'F','parent_folder_id':6,'created':1650,'updated':1651}";
    String asset =
        "{'id':7,'name':'logo.png','path':'https://a','size':12,'parent_folder_id':6,"
            + "'created':1650,'updated':1651}";
    String component =
        "{'id':'c1','name':'C','tag':'x-c','content':'<b>','parent_folder_id':'f','created':1,"
            + "'updated':2}";
    String email =
        "{'id':'e1','name':'E','parent_folder_id':'f','is_template':false,'is_linked':true,"
            + "'has_unpublished_changes':true,'available_languages':['de'],"
            + "'envelope':{'subject':'s'},'content':{'html':'<p>'},'created':1,'updated':2}";
    String translation =
        "{'id':'t1','language':'de','language_group_id':'e1','name':'E','is_template':false,"
            + "'is_linked':true,'envelope':{'subject':'s'},'content':{'html':'<p>'},"
            + "'created':1,'updated':2}";
    String version =
        "{'id':'v1','name':'V','description':'d','created_on_publish':true,'feedback':false,"
            + "'node':{'content':{}},'created':1}";
    String suppression =
        "{'email':'a@example.com','category':'bounces','created':1650895738,'reason':'r',"
            + "'status':'550'}";
    String collection =
        "{'id':7,'name':'N','bytes':20,'rows':2,'schema':['a'],'created_at':1,'updated_at':2}";
    String sender =
        "{'id':7,'deduplicate_id':'7:1','name':'N','email':'n@example.com','address':'N <n@e>',"
            + "'phone':'+1','template_type':'email','auto_generated':false,'hidden':true}";
    return Stream.of(
        one(
            "campaigns/7/journey_metrics?start=1700000000&end=1700086400&resolution=days",
            "journey_metric",
            "",
            "{'started':[1,2],'activated':[1,1],'never_activated':[0,1],'messaged':[0,0],"
                + "'exited_early':[0,0],'finished':[0,0],'converted':[0,0]}",
            c -> c.campaigns().journeyMetrics(7, day())),
        one(
            "messages/a%2Fb%3D/archived_message",
            "archived_message",
            "",
            "{'id':'a/b=','subject':'s','body':'<p>','recipient':'r','from':'f','reply_to':'t',"
                + "'cc':'c','bcc':'b','fake_bcc':false,'headers':'[]','preheader_text':'p',"
                + "'request_method':'POST','url':'https://u','forgotten':false}",
            c -> c.messages().archived("a/b=")),
        list(
            "customers/a%2Bb%40c/relationships?id_type=email&limit=9",
            "cio_relationships",
            "",
            relationship,
            c -> c.customers().relationships("a+b@c", IdType.EMAIL, 9)),
        one(
            "customers/7/subscription_preferences?id_type=id",
            "customer",
            "",
            "{'id':'7','identifiers':{'id':'7','email':null,'cio_id':'a3'},'unsubscribed':false,"
                + "'topics':[{'id':1,'name':'n','description':'d','subscribed':true}]}",
            c -> c.customers().subscriptionPreferences("7", IdType.ID)),
        list(
            "customers/7/optouts?id_type=id",
            "optouts",
            "",
            "{'channel':'sms','from':'+15551234567'}",
            c -> c.customers().optouts("7", IdType.ID)),
        list(
            "object_types",
            "types",
            "id",
            "{'id':'1','name':'Concerts','singular_name':'Concert','slug':'concerts',"
                + "'singular_slug':'concert','icon':'calendar','enabled':true}",
            c -> c.objects().types()),
        list(
            "objects?limit=1000",
            "identifiers",
            "",
            "{'cio_object_id':'ob020101','object_id':'ae3000','object_type_id':'1'}",
            c -> c.objects().search("1", ObjectFilter.everything())),
        one(
            "objects/1/a%20c/attributes?id_type=object_id",
            "object",
            "",
            "{'identifiers':{'object_type_id':'1','object_id':'a c','cio_object_id':'ob1'},"
                + "'attributes':{'name':'Acme','size':1.50},'timestamps':{'name':1650}}",
            c -> c.objects().attributes("1", "a c", ObjectIdType.OBJECT_ID)),
        list(
            "objects/1/ob1/relationships?id_type=cio_object_id&limit=9",
            "cio_relationships",
            "",
            "{'identifiers':{'id':'x','email':null,'cio_id':'a3'},'object_type_id':'1',"
                + "'object_type_disabled':false,'attributes':{'role':'r'}}",
            c -> c.objects().relationships("1", "ob1", ObjectIdType.CIO_OBJECT_ID, 9)),
        list("collections", "collections", "id", collection, c -> c.collections().list()),
        one("collections/7", "collection", "id", collection, c -> c.collections().get(7)),
        list(
            "sender_identities?limit=100",
            "sender_identities",
            "id",
            sender,
            c -> c.senders().list(100)),
        list(
            "sender_identities?hidden=true&limit=100",
            "sender_identities",
            "id",
            sender,
            c -> c.senders().hidden(100)),
        one("sender_identities/7", "sender_identity", "id", sender, c -> c.senders().get(7)),
        one(
            "sender_identities/7/used_by",
            "",
            "",
            "{'campaigns':[1],'sent_newsletters':[2],'draft_newsletters':[]}",
            c -> c.senders().usedBy(7)),
        list(
            "subscription_topics",
            "topics",
            "id",
            "{'id':4,'identifier':'topic_4','name':'n','description':'d',"
                + "'subscribed_by_default':false}",
            c -> c.subscriptions().topics()),
        list(
            "subscription_channels",
            "channels",
            "id",
            "{'id':1,'type':'email','name':'Email','description':'d',"
                + "'subscribed_by_default':true}",
            c -> c.subscriptions().channels()),
        one(
            "subscription_center/a%40b/token",
            "",
            "",
            "{'token':'t','url':'https://track/u/i/t/'}",
            c -> c.subscriptions().centerToken("a@b")),
        list(
            "optouts?limit=1000",
            "optouts",
            "",
            "{'cio_id':'cio_03','customer_id':'abc','optouts':[{'channel':'sms','from':'+1'}]}",
            c -> c.subscriptions().optouts(1000)),
        list(
            "esp/domains/mail.example.com/suppression/bounces?limit=9",
            "suppressions",
            "",
            suppression,
            c -> c.suppressions().ofDomain("mail.example.com", SuppressionType.BOUNCES, 9)),
        list(
            "esp/search_suppression/a%40example.com",
            "suppressions", "", suppression, c -> c.suppressions().byEmail("a@example.com")),
        list(
            "workspaces",
            "workspaces",
            "id",
            "{'id':1,'name':'n','people':3,'objects':4,'object_types':5,'messages_sent':6,"
                + "'billable_messages_sent':7}",
            c -> c.workspace().list()),
        list(
            "snippets",
            "snippets",
            "name",
            "{'name':'footer','value':'<b>','updated_at':1650}",
            c -> c.workspace().snippets()),
        list(
            "reporting_webhooks",
            "reporting_webhooks",
            "id",
            webhook,
            c -> c.workspace().reportingWebhooks()),
        one("reporting_webhooks/1", "", "id", webhook, c -> c.workspace().reportingWebhook(1)),
        one(
            "imports/7",
            "import",
            "id",
            "{'id':7,'type':'people','name':'n','description':'d','state':'imported','error':'',"
                + "'identifier':'id','object_type_id':'1','data_to_process':'all',"
                + "'people_to_process':'all','rows_to_import':3,'rows_imported':2,"
                + "'created_at':1,'updated_at':2}",
            c -> c.workspace().importOperation(7)),
        one(
            "live_notifications/01H",
            "",
            "instance_id",
            "{'instance_id':'01H','notification_type':'io.x','platform':'ios','state':'active',"
                + "'failure_reason':null,'started_at':1,'expires_at':2,'ended_at':null,"
                + "'last_delivery':{'id':'d','operation':'start','source':'api','status':'sent',"
                + "'created_at':1}}",
            c -> c.workspace().liveNotification("01H")),
        one("assets/files/7", "asset", "id", asset, c -> c.assets().get(7)),
        one("assets/folders/7", "folder", "id", folder, c -> c.assets().folder(7)),
        one(
            "design_studio/folders/f1",
            "folder",
            "id",
            "{'id':'f1','name':'F','parent_folder_id':null,'created':1,'updated':2}",
            c -> c.designStudio().folder("f1")),
        one(
            "design_studio/components/c1",
            "component",
            "id",
            component,
            c -> c.designStudio().component("c1")),
        one("design_studio/emails/e1", "email", "id", email, c -> c.designStudio().email("e1")),
        list(
            "design_studio/emails/e1/languages",
            "email_translations",
            "",
            translation,
            c -> c.designStudio().translations("e1")),
        one(
            "design_studio/emails/e1/languages/pt-BR",
            "email_translation",
            "",
            translation,
            c -> c.designStudio().translation("e1", "pt-BR")),
        list(
            "design_studio/emails/e1/versions",
            "versions",
            "id",
            version,
            c -> c.designStudio().versions("e1")),
        one(
            "design_studio/emails/e1/versions/v1",
            "version",
            "id",
            version,
            c -> c.designStudio().version("e1", "v1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void everyDocumentedFieldIsTypedAndNewOnesAreKept(
      String target,
      String key,
      boolean isList,
      String required,
      String json,
      Function<CustomerIo, Object> call)
      throws IOException {
    Map<String, @Nullable Object> item = item(json);
    item.put("new_field", "kept");
    api.enqueue(wrapped(key, isList, OBJECTS.toJson(item)));

    String read = read(call);

    assertThat(api.take().getTarget()).isEqualTo("/v1/" + target);
    assertThat(read).contains("unknownFields={new_field=kept}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void fieldsMayBeNullOrMissing(
      String target,
      String key,
      boolean isList,
      String required,
      String json,
      Function<CustomerIo, Object> call)
      throws IOException {
    Map<String, @Nullable Object> item = item(json);
    item.replaceAll((field, value) -> field.equals(required) ? value : null);
    api.enqueue(wrapped(key, isList, OBJECTS.toJson(item)));
    String ofNulls = read(call);
    item.keySet().retainAll(List.of(required));
    api.enqueue(wrapped(key, isList, OBJECTS.toJson(item)));
    assertThat(read(call)).isEqualTo(ofNulls);

    if (isList) {
      api.enqueue("{\"" + key + "\":null}");
      assertThat(read(call)).isEqualTo("[]");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void noContentIsAnEmptyListOrObjectAtOnce(
      String target,
      String key,
      boolean isList,
      String required,
      String json,
      Function<CustomerIo, Object> call)
      throws IOException {
    api.enqueue(new MockResponse.Builder().code(204));
    if (isList) {
      assertThat(read(call)).isEqualTo("[]");
    } else if (required.isEmpty()) {
      assertThat(read(call)).doesNotContain("unknownFields={n");
    } else {
      // There is no record without the field that identifies it.
      assertThatThrownBy(() -> read(call))
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("204, but without a body. There is no such record");
    }
    assertThat(api.requests()).isEqualTo(1);
  }

  /** Lists whose pages are numbered or offset: the target, the key, the parameter, the call. */
  static Stream<Arguments> numberedLists() {
    return Stream.of(
        Arguments.of("assets?limit=9", "assets", "page", numbered(c -> c.assets().list(9))),
        Arguments.of(
            "assets/folders?limit=9", "folders", "page", numbered(c -> c.assets().folders(9))),
        Arguments.of(
            "design_studio/folders?limit=9",
            "folders",
            "page",
            numbered(c -> c.designStudio().folders(9))),
        Arguments.of(
            "design_studio/components?limit=9",
            "components",
            "page",
            numbered(c -> c.designStudio().components(9))),
        Arguments.of(
            "design_studio/emails?limit=9",
            "emails",
            "page",
            numbered(c -> c.designStudio().emails(9))),
        Arguments.of(
            "esp/suppression/spam_reports?limit=9",
            "suppressions",
            "offset",
            numbered(c -> c.suppressions().list(SuppressionType.SPAM_REPORTS, 9))));
  }

  private static Function<CustomerIo, Object> numbered(Function<CustomerIo, Object> call) {
    return call;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("numberedLists")
  void numberedPagesAreReadUntilOneIsEmpty(
      String target, String key, String parameter, Function<CustomerIo, Object> call) {
    api.enqueue(
        "{\"" + key + "\":[{\"id\":1},{\"id\":2}],\"meta\":{\"pagination\":{\"total\":3}}}");
    api.enqueue("{\"" + key + "\":[{\"id\":3,\"new\":true}]}");
    api.enqueue("{\"" + key + "\":null}");

    assertThat(((Paged<?>) call.apply(client)).stream()).hasSize(3);

    assertThat(api.take().getTarget()).isEqualTo("/v1/" + target);
    assertThat(api.take().getTarget()).isEqualTo("/v1/" + target + "&" + parameter + "=" + 2);
    assertThat(api.take().getTarget()).isEqualTo("/v1/" + target + "&" + parameter + "=" + 3);
  }

  @Test
  void noContentOfACollectionIsAnEmptyObject() {
    api.enqueue(new MockResponse.Builder().code(204));
    assertThat(client.collections().content(7)).isEqualTo(Map.of());
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void stringListsAndAnyStoredJsonAreRead() {
    api.enqueue("{\"ip_addresses\":[\"192.0.2.1\",\"192.0.2.7\"]}");
    assertThat(client.workspace().ipAddresses()).containsExactly("192.0.2.1", "192.0.2.7");
    api.enqueue("[{\"sku\":\"a\",\"price\":1.50}]");
    assertThat(client.collections().content(7))
        .isEqualTo(List.of(Map.of("sku", "a", "price", new BigDecimal("1.50"))));
    api.enqueue("{\"rates\":{\"EUR\":null}}");
    assertThat(String.valueOf(client.collections().content(7))).isEqualTo("{rates={EUR=null}}");
  }

  @Test
  void metricsOfAnExplicitWindowHaveBoundsAndLanguages() {
    String body =
        "{\"metric\":{\"series\":{\"sent\":[1,2]}},\"start\":\"2025-01-01 00:00:00 +0000 UTC\","
            + "\"end\":\"2025-01-02T19:00:00-05:00\",\"res\":\"days\","
            + "\"language_variants\":{\"12\":{\"series\":{\"sent\":[0,1]}}}}";
    api.enqueue(body);
    MetricsWindow window =
        MetricsWindow.builder()
            .from(day())
            .zone(ZoneId.of("America/New_York"))
            .resolution(Period.HOURS)
            .type("email")
            .build();
    MetricsReport report = client.campaigns().actionMetrics(7, 8, window);
    assertThat(api.take().getTarget())
        .isEqualTo(
            "/v1/campaigns/7/actions/8/metrics?start=1700000000&end=1700086400&version=2"
                + "&res=hours&tz=America%2FNew_York&type=email");
    assertThat(report.start()).contains(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(report.end()).contains(Instant.parse("2025-01-03T00:00:00Z"));
    assertThat(report.res()).contains(Period.DAYS);
    assertThat(report.metric().orElseThrow().series()).containsEntry("sent", List.of(1L, 2L));
    assertThat(report.languageVariants().get("12")).isNotNull();
    assertThat(report.unknownFields()).isEmpty();

    api.enqueue(body);
    client.campaigns().metrics(7, day());
    assertThat(api.take().getTarget())
        .isEqualTo(
            "/v1/campaigns/7/metrics?start=1700000000&end=1700086400&version=2&res=days&tz=UTC");
  }

  @Test
  void emptyWindowOrMoreThanTenYearsIsRejected() {
    MetricsWindow.Builder window = MetricsWindow.builder().start(day().start());
    assertThatThrownBy(() -> window.end(day().start()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2023-11-14T22:13:20Z to 2023-11-14T22:13:20Z");
    assertThatThrownBy(() -> window.end(Instant.parse("2033-11-14T22:13:21Z")).build())
        .hasMessageContaining("at most ten years after it");
    assertThat(window.end(Instant.parse("2033-11-14T22:13:20Z")).build()).isNotNull();
  }

  @Test
  void objectSearchRepeatsTheTypeInEachCondition() throws IOException {
    api.enqueue("{\"identifiers\":[{\"object_id\":\"a\"}],\"next\":\"n\"}");
    api.enqueue("{\"identifiers\":[{\"object_id\":\"b\"}],\"next\":\"\"}");
    ObjectFilter filter =
        ObjectFilter.and(
            ObjectFilter.exists("name"),
            ObjectFilter.or(ObjectFilter.not(ObjectFilter.equal("plan", "x"))));
    assertThat(client.objects().search("7", filter).stream()).hasSize(2);
    var request = api.take();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(OBJECTS.fromJson(Objects.requireNonNull(request.getBody()).utf8()))
        .isEqualTo(
            item(
                "{'object_type_id':'7','filter':{'and':["
                    + "{'object_attribute':{'type_id':'7','field':'name','operator':'exists'}},"
                    + "{'or':[{'not':{'object_attribute':{'type_id':'7','field':'plan',"
                    + "'operator':'eq','value':'x'}}}]}]}}"));
    assertThat(api.take().getTarget()).isEqualTo("/v1/objects?limit=1000&start=n");
    assertThatThrownBy(ObjectFilter::or).hasMessageContaining("'or' has no conditions");
  }

  @Test
  void exhaustedDailyQuotaOfTheArchiveFailsAtOnce() {
    api.enqueue(
        new MockResponse.Builder()
            .code(429)
            .addHeader("X-RateLimit-Remaining", "0")
            .body(
                "{\"errors\":[{\"detail\":\"rate limited to 100 request(s) per day\","
                    + "\"status\":\"429\"}]}"));
    assertThatThrownBy(() -> client.messages().archived("a"))
        .isInstanceOfSatisfying(
            RateLimitException.class, error -> assertThat(error.isDailyQuota()).isTrue())
        .hasMessageContaining("per day");
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void missingObjectIsNotFound() {
    api.enqueue(404, "{\"meta\":{\"error\":\"not found\"}}");
    assertThatThrownBy(() -> client.collections().content(9)).isInstanceOf(NotFoundException.class);
  }

  private static MetricsWindow day() {
    Instant start = Instant.ofEpochSecond(1_700_000_000);
    return MetricsWindow.builder().start(start).end(start.plusSeconds(86_400)).build();
  }

  private String read(Function<CustomerIo, Object> call) {
    Object value = call.apply(client);
    return String.valueOf(value instanceof Paged<?> paged ? paged.stream().toList() : value);
  }

  private static Map<String, @Nullable Object> item(String json) throws IOException {
    return new LinkedHashMap<>(Objects.requireNonNull(OBJECTS.fromJson(json.replace('\'', '"'))));
  }

  private static String wrapped(String key, boolean isList, String object) {
    String value = isList ? "[" + object + "]" : object;
    return key.isEmpty() ? value : "{\"" + key + "\":" + value + "}";
  }
}
