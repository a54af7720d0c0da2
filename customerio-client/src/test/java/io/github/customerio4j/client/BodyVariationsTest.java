package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.error.MalformedResponseException;
import io.github.customerio4j.client.model.constant.SuppressionCategory;
import io.github.customerio4j.client.model.constant.SuppressionType;
import io.github.customerio4j.client.model.people.Activity;
import io.github.customerio4j.client.model.people.ActivityQuery;
import io.github.customerio4j.client.model.people.IdType;
import io.github.customerio4j.client.model.people.Suppression;
import io.github.customerio4j.client.model.query.MetricsQuery;
import io.github.customerio4j.client.model.sending.ActionReference;
import io.github.customerio4j.client.model.sending.Broadcast;
import io.github.customerio4j.client.model.sending.Campaign;
import io.github.customerio4j.client.model.sending.CampaignAction;
import io.github.customerio4j.client.model.sending.TemplateReference;
import io.github.customerio4j.client.model.workspace.StudioTranslation;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.Paged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes that the definition allows or that were seen live, besides the most common one. */
class BodyVariationsTest {
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
  void templatesOfBroadcastsHaveIdAndType() {
    api.enqueue(
        "{\"broadcasts\":[{\"id\":1,\"msg_template_ids\":[{\"id\":5,\"type\":\"email\"},7,null]},"
            + "{\"id\":2,\"msg_template_ids\":null}]}");
    List<Broadcast> broadcasts = client.broadcasts().list();
    assertThat(broadcasts.get(0).msgTemplateIds())
        .extracting(TemplateReference::id)
        .containsExactly(OptionalLong.of(5), OptionalLong.of(7));
    assertThat(broadcasts.get(0).msgTemplateIds().get(0).type()).contains("email");
    assertThat(broadcasts.get(1).msgTemplateIds()).isEmpty();
  }

  @Test
  void actionsMayComeWithoutId() {
    api.enqueue("{\"campaigns\":[{\"id\":1,\"actions\":[{\"type\":\"email\"},{\"id\":2}]}]}")
        .enqueue("{\"actions\":[{\"id\":null,\"name\":\"a\"}]}")
        .enqueue("{\"contents\":[{\"id\":null,\"name\":\"a\"}]}");
    assertThat(client.campaigns().list().get(0).actions())
        .extracting(ActionReference::id)
        .containsExactly(OptionalLong.empty(), OptionalLong.of(2));
    assertThat(client.campaigns().actions(1).stream())
        .singleElement()
        .extracting(CampaignAction::id)
        .isEqualTo(OptionalLong.empty());
    assertThat(client.transactional().contents(1).get(0).id()).isEmpty();
  }

  @Test
  void singleTextIsAListOfOne() {
    api.enqueue(
        "{\"campaigns\":[{\"id\":1,\"tags\":\"a, b\",\"trigger_segment_ids\":\"7\"},"
            + "{\"id\":2,\"tags\":\"\",\"filter_segment_ids\":{}},{\"id\":3,\"tags\":7}]}");
    List<Campaign> campaigns = client.campaigns().list();
    assertThat(campaigns.get(0).tags()).containsExactly("a, b");
    assertThat(campaigns.get(0).triggerSegmentIds()).containsExactly(7L);
    assertThat(campaigns.get(1).tags()).isEmpty();
    assertThat(campaigns.get(1).filterSegmentIds()).isEmpty();
    assertThat(campaigns.get(2).tags()).containsExactly("7");
  }

  @Test
  void translationNeedsNeitherIdNorName() {
    api.enqueue("{\"email_translations\":[{\"language\":\"de\",\"language_group_id\":\"e1\"}]}");
    StudioTranslation translation = client.designStudio().translations("e1").get(0);
    assertThat(translation.id()).isEmpty();
    assertThat(translation.name()).isEmpty();
    assertThat(translation.language()).contains("de");
  }

  @Test
  void suppressionsOfAnAddressHaveTheirCategory() {
    String body = "{\"category\":\"bounces\",\"suppressions\":[{\"email\":\"a@example.com\"}]}";
    api.enqueue(body).enqueue(body).enqueue("{\"category\":\"\",\"suppressions\":null}");
    assertThat(client.suppressions().byEmail("a@example.com"))
        .singleElement()
        .extracting(Suppression::category)
        .isEqualTo(Optional.of(SuppressionCategory.BOUNCES));
    assertThat(client.suppressions().search("a@example.com").category())
        .contains(SuppressionCategory.BOUNCES);
    assertThat(client.suppressions().byEmail("b@example.com")).isEmpty();
  }

  @Test
  void actionsOfBroadcastsAreReadToTheEnd() {
    api.enqueue("{\"actions\":[{\"id\":1}],\"next\":\"n\"}").enqueue("{\"actions\":[{\"id\":2}]}");
    assertThat(client.broadcasts().actions(7).stream()).hasSize(2);
    api.take();
    assertThat(api.take().getTarget()).isEqualTo("/v1/broadcasts/7/actions?start=n");
  }

  @Test
  void emptyListMayStandForAnEmptyObject() {
    api.enqueue("{\"activities\":[{\"id\":\"a\",\"data\":[],\"customer_identifiers\":[]}]}")
        .enqueue("{\"customer\":{\"id\":\"1\",\"attributes\":[],\"timestamps\":[]}}")
        .enqueue("{\"metric\":[]}")
        .enqueue("{\"metric\":{\"series\":[]},\"language_variants\":[]}");
    Activity activity = client.activities().list(ActivityQuery.all()).iterator().next();
    assertThat(activity.data()).isEmpty();
    assertThat(activity.unknownFields()).isEmpty();
    assertThat(client.customers().attributes("1", IdType.ID).attributes()).isEmpty();
    assertThat(client.newsletters().metrics(7, MetricsQuery.days(2)).series()).isEmpty();
    assertThat(client.campaigns().metricsReportWithParameters(7, Map.of()).languageVariants())
        .isEmpty();
  }

  @Test
  void dataOfAnyShapeAreKept() {
    api.enqueue(
        "{\"activities\":[{\"id\":\"a\",\"data\":\"text\"},{\"id\":\"b\",\"data\":[1]},"
            + "{\"id\":\"c\",\"data\":null},{\"id\":\"d\",\"data\":{\"x\":1,\"x\":\"y\"}}]}");
    List<Activity> activities = client.activities().list(ActivityQuery.all()).stream().toList();
    assertThat(activities.get(0).unknownFields()).containsEntry("data", "text");
    assertThat(activities.get(1).unknownFields()).containsKey("data");
    assertThat(activities.get(2).unknownFields()).isEmpty();
    assertThat(activities.get(3).data()).containsExactly(Map.entry("x", "y"));
  }

  @Test
  void headersMayBeAnObjectOrATextOfJson() {
    api.enqueue("{\"content\":{\"id\":1,\"headers\":{\"X-A\":[\"b\",1.50]}}}")
        .enqueue("{\"content\":{\"id\":1,\"headers\":\"[]\"}}");
    assertThat(client.newsletters().content(7, 1).headers()).contains("{\"X-A\":[\"b\",1.50]}");
    assertThat(client.newsletters().content(7, 1).headers()).contains("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[1]]", "{\"1\":2}"})
  void listOfAnotherShapeIsNamed(String ids) {
    api.enqueue("{\"newsletter\":{\"id\":1,\"content_ids\":" + ids + "}}");
    assertThatThrownBy(() -> client.newsletters().get(1))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("$.newsletter.content_ids");
  }

  @Test
  void textWhereAnOffsetBelongsIsFollowedAsItIs() {
    api.enqueue("{\"suppressions\":[{\"email\":\"a\"}],\"next\":\"MDE6/\"}")
        .enqueue("{\"suppressions\":[{\"email\":\"b\"}],\"next\":\"\"}");
    Paged<Suppression> all = client.suppressions().list(SuppressionType.BOUNCES, 9);
    assertThat(all.stream()).hasSize(2);
    assertThat(api.take().getTarget()).isEqualTo("/v1/esp/suppression/bounces?limit=9");
    assertThat(api.take().getTarget()).endsWith("?limit=9&offset=MDE6%2F");

    api.enqueue("{\"suppressions\":[{\"email\":\"c\"}]}");
    assertThat(all.from(new Cursor("opaque")).stream()).hasSize(1);
    assertThat(api.take().getTarget()).endsWith("?limit=9&offset=opaque");
  }

  @Test
  void listenerHearsHowManyRequestsOfTheDayAreLeft() {
    api.enqueue(
            new MockResponse.Builder()
                .addHeader("X-RateLimit-Remaining", "1")
                .body("{\"archived_message\":{\"id\":\"a\"}}"))
        .enqueue(
            new MockResponse.Builder().addHeader("X-RateLimit-Remaining", "0").code(404).body("{}"))
        .enqueue("{\"segments\":[]}");
    List<String> heard = new ArrayList<>();
    TransferListener listener =
        new TransferListener() {
          @Override
          public void quotaReported(Transfer transfer, long remaining) {
            heard.add(transfer.path() + " " + remaining);
          }
        };
    try (CustomerIo view = client.observedBy(listener)) {
      view.messages().archived("a");
      assertThatThrownBy(() -> view.messages().archived("b")).hasMessageContaining("404");
      view.segments().list();
    }
    assertThat(heard)
        .containsExactly("/v1/messages/a/archived_message 1", "/v1/messages/b/archived_message 0");
  }
}
