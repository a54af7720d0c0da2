package io.github.customerio4j.client;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.Moshi;
import io.github.customerio4j.client.json.LenientJson;
import io.github.customerio4j.client.model.constant.ActivityType;
import io.github.customerio4j.client.model.constant.ApiValue;
import io.github.customerio4j.client.model.constant.CampaignState;
import io.github.customerio4j.client.model.constant.DeliveryState;
import io.github.customerio4j.client.model.constant.ExportStatus;
import io.github.customerio4j.client.model.constant.MessageType;
import io.github.customerio4j.client.model.constant.MetricName;
import io.github.customerio4j.client.model.constant.SuppressionType;
import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.client.model.query.Resolution;
import io.github.customerio4j.client.model.query.SuppressionQuery;
import io.github.customerio4j.client.model.query.TransactionalMessageQuery;
import io.github.customerio4j.client.model.sending.CampaignAction;
import io.github.customerio4j.client.model.workspace.Export;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API documents as a closed set is a type that keeps values which came later. */
class ClosedSetsTest {
  /** Sets of one value, texts of JSON in attributes, and sets that the API does not keep to. */
  private static final Set<String> TEXTS =
      Set.of("preprocessor", "node_type", "_last_status", "push_enabled", "delivery_type", "type");

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

  @Test
  void knownValuesAreConstants() {
    api.enqueue("{\"export\":{\"id\":1,\"status\":\"done\",\"type\":\"deliveries\"}}");
    Export export = client.exports().get(1);
    assertThat(export.status()).contains(ExportStatus.DONE);
    assertThat(export.status().orElseThrow()).hasToString("done").matches(ApiValue::isKnown);
    assertThat(export.status().map(ExportStatus::value)).contains("done");
  }

  @Test
  void laterValuesAreKept() {
    api.enqueue(
        "{\"campaigns\":[{\"id\":1,\"state\":\"paused\"},{\"id\":2,\"state\":null},"
            + "{\"id\":3,\"state\":\"\"},{\"id\":4,\"state\":7}]}");
    assertThat(client.campaigns().list())
        .extracting(campaign -> campaign.state().map(CampaignState::value).orElse("none"))
        .containsExactly("paused", "none", "none", "7");
    CampaignState paused = CampaignState.of("paused");
    assertThat(paused).isEqualTo(new CampaignState.Unknown("paused")).hasToString("paused");
    assertThat(paused.isKnown()).isFalse();
    assertThat(CampaignState.of("draft")).isSameAs(CampaignState.Known.DRAFT);
  }

  @Test
  void valuesAreWrittenAsTheyWereRead() throws IOException {
    Moshi moshi = LenientJson.moshi();
    String json = "{\"id\":7,\"method\":\"head\",\"sending_state\":\"off\"}";
    CampaignAction action = moshi.adapter(CampaignAction.class).fromJson(json);
    assertThat(moshi.adapter(CampaignAction.class).toJson(action)).isEqualTo(json);
  }

  @Test
  void parametersTakeValuesOfASet() {
    api.enqueue("{\"suppressions\":[]}").enqueue("{\"messages\":[]}");
    SuppressionType later = SuppressionType.of("greylisted");
    assertThat(client.suppressions().list(later, SuppressionQuery.all())).isEmpty();
    assertThat(api.take().getUrl().encodedPath()).isEqualTo("/v1/esp/suppression/greylisted");
    TransactionalMessageQuery query =
        TransactionalMessageQuery.builder().state(DeliveryState.DRAFTED).build();
    assertThat(client.transactional().messages(7, query)).isEmpty();
    assertThat(api.take().getUrl().queryParameter("state")).isEqualTo("drafted");
  }

  @ParameterizedTest
  @CsvSource({"hours,hourly", "days,daily", "weeks,weekly", "months,monthly"})
  void resolutionsArePeriodsInBothSpellings(String text, String adverb) {
    assertThat(Resolution.of(text)).isInstanceOf(Period.class).hasToString(text);
    assertThat(Resolution.of(adverb)).isSameAs(Resolution.of(text));
  }

  @Test
  void resolutionsOfLaterAreKept() {
    api.enqueue("{\"metric\":{\"series\":{\"sent\":[1]}},\"res\":\"years\"}");
    assertThat(client.campaigns().metricsReportWithParameters(7, Map.of()).res())
        .contains(new Resolution.Unknown("years"));
  }

  @Test
  void nothingIsNoValue() {
    assertThatThrownBy(() -> ExportStatus.of(nothing())).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Resolution.of(nothing())).hasMessage("value");
  }

  /** The values of the definition, field by field, are known by the type of the field's getter. */
  @Test
  void documentedValuesAreKnown() {
    List<DocumentedApi.Field> fields =
        DocumentedApi.fields().stream()
            .filter(field -> field.values().size() > 1)
            .filter(field -> !TEXTS.contains(name(field)) || isClosedType(field))
            .toList();
    assertThat(fields).hasSize(41);
    assertThat(fields).allSatisfy(field -> assertThat(knownOf(field)).containsAll(field.values()));
  }

  @Test
  void constantsOfOpenSetsAreTheDocumentedValues() {
    assertThat(constants(ActivityType.class))
        .containsAll(
            documented("type").stream()
                .filter(type -> type.contains("_") || type.matches("page|screen|event"))
                .filter(type -> !type.contains(":"))
                .filter(type -> !constants(MessageType.class).contains(type))
                .filter(type -> !type.equals("triggered_broadcast"))
                .toList());
    assertThat(constants(MessageType.class))
        .contains("email", "webhook", "twilio", "slack", "push", "in_app");
    Set<String> metrics =
        DocumentedApi.fields().stream()
            .filter(field -> field.pointer().matches(".*/(metrics|series)/[a-z_]+"))
            .map(ClosedSetsTest::name)
            .filter(name -> !name.equals("links"))
            .collect(toCollection(TreeSet::new));
    assertThat(constants(MetricName.class)).containsAll(metrics);
    assertThat(metrics).hasSizeGreaterThan(15);
  }

  private static Collection<String> documented(String field) {
    return DocumentedApi.fields().stream()
        .filter(one -> name(one).equals(field))
        .flatMap(one -> one.values().stream())
        .collect(toCollection(TreeSet::new));
  }

  private static boolean isClosedType(DocumentedApi.Field field) {
    return field.pointer().matches("/(exports?|imports?|segments?)/(\\*/)?type");
  }

  private static String name(DocumentedApi.Field field) {
    return field.pointer().replaceFirst(".*/", "");
  }

  /** The values that the type of a field's getter knows. */
  private static Collection<String> knownOf(DocumentedApi.Field field) {
    String getter =
        Stream.of(name(field).split("_"))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .reduce("", String::concat);
    String owner = owner(field);
    try {
      Class<?> model = Class.forName("io.github.customerio4j.client.model." + owner);
      String method = Character.toLowerCase(getter.charAt(0)) + getter.substring(1);
      String type = model.getMethod(method).getGenericReturnType().getTypeName();
      Class<?> set = Class.forName(type.replaceFirst(".*<(.*)>", "$1"));
      return Arrays.stream(Class.forName(set.getName() + "$Known").getEnumConstants())
          .map(Object::toString)
          .toList();
    } catch (NoSuchMethodException | ClassNotFoundException e) {
      throw new LinkageError("No closed set for " + field, e);
    }
  }

  private static String owner(DocumentedApi.Field field) {
    String parent = field.pointer().replaceFirst("^/([a-z_]+).*", "$1");
    return switch (parent) {
      case "campaign", "campaigns" -> "sending.Campaign";
      case "broadcast", "broadcasts" -> "sending.Broadcast";
      case "action", "actions" -> "sending.CampaignAction";
      case "export", "exports" -> "workspace.Export";
      case "import" -> "workspace.Import";
      case "segment", "segments" -> "people.Segment";
      case "sender_identity", "sender_identities" -> "workspace.SenderIdentity";
      case "customer", "customers" -> "people.Device";
      case "category" -> "people.Suppression";
      default -> throw new AssertionError("No model for " + field);
    };
  }

  private static Set<String> constants(Class<?> holder) {
    return Arrays.stream(holder.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(
            field -> {
              try {
                return String.valueOf(field.get(null));
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            })
        .collect(toCollection(TreeSet::new));
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
