package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonAdapter;
import io.github.customerio4j.client.json.LenientJson;
import io.github.customerio4j.client.model.people.Activity;
import io.github.customerio4j.client.model.people.ActivityQuery;
import io.github.customerio4j.client.model.people.Customer;
import io.github.customerio4j.client.model.people.IdType;
import io.github.customerio4j.client.model.people.Segment;
import io.github.customerio4j.client.model.people.SegmentUsage;
import io.github.customerio4j.client.model.sending.Campaign;
import io.github.customerio4j.client.model.sending.CampaignAction;
import io.github.customerio4j.client.model.sending.Message;
import io.github.customerio4j.client.model.sending.MessageQuery;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResourcesTest {
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

  private void assertTarget(String target) {
    assertThat(api.take().getTarget()).isEqualTo("/v1/" + target);
  }

  @Test
  void campaignsAreRead() {
    api.enqueue(
        """
        {"campaigns":[{"id":3,"deduplicate_id":"3:1","name":"Win back","type":"behavioral",
          "created":1552341937,"updated":0,"active":true,"state":"running",
          "actions":[{"id":"5","type":"email"},null],"first_started":0,"created_by":null,
          "tags":null,"trigger_segment_ids":[1,"2"],"start_hour":4,
          "use_customer_timezone":"true","msg_templates":[{"id":9}],
          "new_field":null},null]}
        """);
    Campaign campaign = client.campaigns().list().get(0);
    assertTarget("campaigns");
    assertThat(campaign.id()).isEqualTo(3);
    assertThat(campaign.created()).contains(Instant.ofEpochSecond(1552341937));
    assertThat(campaign.updated()).isEmpty();
    assertThat(campaign.firstStarted()).isEmpty();
    assertThat(campaign.active()).isTrue();
    assertThat(campaign.actions()).singleElement().extracting("id").isEqualTo(5L);
    assertThat(campaign.tags()).isEmpty();
    assertThat(campaign.triggerSegmentIds()).containsExactly(1L, 2L);
    assertThat(campaign.startHour()).hasValue(4);
    assertThat(campaign.useCustomerTimezone()).contains(true);
    assertThat(campaign.msgTemplates().get(0).id()).hasValue(9);
    assertThat(campaign.unknownFields()).hasSize(1).containsEntry("new_field", null);
  }

  @Test
  void oneCampaignAndItsActionsAreRead() {
    api.enqueue("{\"campaign\":{\"id\":3}}")
        .enqueue("{\"actions\":[{\"id\":5,\"from\":\"me\",\"from_id\":2}],\"next\":\"\"}")
        .enqueue("{\"other\":1,\"action\":{\"id\":5,\"url\":\"https://x\"}}");
    assertThat(client.campaigns().get(3).active()).isFalse();
    CampaignAction action = client.campaigns().actions(3).iterator().next();
    assertThat(action.sender()).contains("me");
    assertThat(action.fromId()).hasValue(2);
    assertThat(client.campaigns().action(3, 5).url()).contains("https://x");
    assertTarget("campaigns/3");
    assertTarget("campaigns/3/actions");
    assertTarget("campaigns/3/actions/5");
  }

  @Test
  void segmentsAreRead() {
    api.enqueue("{\"segment\":{\"id\":7,\"progress\":null,\"tags\":[\"a\",null]}}")
        .enqueue("{\"identifiers\":[{\"id\":null,\"email\":\"a@b.c\",\"cio_id\":42}]}")
        .enqueue("{\"count\":12,\"segment_id\":7}")
        .enqueue("{\"segment_id\":7,\"used_by\":{\"campaigns\":[1],\"sent_newsletters\":null}}");
    Segment segment = client.segments().get(7);
    assertThat(segment.progress()).isEmpty();
    assertThat(segment.tags()).containsExactly("a");
    assertThat(client.segments().membership(7).stream())
        .singleElement()
        .satisfies(person -> assertThat(person.cioId()).contains("42"))
        .satisfies(person -> assertThat(person.id()).isEmpty());
    assertThat(client.segments().customerCount(7).count()).isEqualTo(12);
    SegmentUsage usage = client.segments().usedBy(7);
    assertThat(usage.usedBy().orElseThrow().campaigns()).containsExactly(1L);
    assertThat(usage.usedBy().orElseThrow().sentNewsletters()).isEmpty();
    assertTarget("segments/7");
    assertTarget("segments/7/membership?limit=1000");
    assertTarget("segments/7/customer_count");
    assertTarget("segments/7/used_by");
  }

  @Test
  void messagesTakeAllParameters() {
    api.enqueue("{\"messages\":[]}");
    MessageQuery query =
        MessageQuery.builder()
            .limit(10)
            .type("in app&more")
            .metric("sent")
            .drafts(true)
            .campaignId(1)
            .newsletterId(2)
            .actionId(3)
            .startTs(Instant.ofEpochSecond(100, 999))
            .endTs(Instant.ofEpochSecond(200))
            .trackedResponses(true)
            .build();
    assertThat(client.messages().list(query)).isEmpty();
    assertTarget(
        "messages?limit=10&type=in%20app%26more&metric=sent&drafts=true&campaign_id=1"
            + "&newsletter_id=2&action_id=3&start_ts=100&end_ts=200&get_tracked_responses=true");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageQuery.builder().limit(1001).build())
        .withMessageContaining("1 to 1000");
  }

  @Test
  void oneMessageIsRead() {
    api.enqueue(
        """
        {"message":{"id":"a+b/c==","customer_id":17,"customer_identifiers":{"id":1.10},
          "subject":true,"forgotten":false,"campaign_id":"23","newsletter_id":null,
          "msg_template_id":0,"metrics":{"sent":1619137768,"opened":0,"clicked":1.5},
          "huge":1e99999999999,"big":9007199254740993.10,"deep":{"x":[1,null,"y",false]}}}
        """);
    Message message = client.messages().get("a+b/c==");
    assertTarget("messages/a%2Bb%2Fc%3D%3D");
    assertThat(message.customerId()).contains("17");
    assertThat(message.customerIdentifiers().orElseThrow().id()).contains("1.10");
    assertThat(message.subject()).contains("true");
    assertThat(message.campaignId()).hasValue(23);
    assertThat(message.metrics())
        .containsOnly(
            Map.entry("sent", Instant.ofEpochSecond(1619137768)),
            Map.entry("clicked", Instant.ofEpochSecond(1, 500_000_000)));
    assertThat(message.unknownFields())
        .containsEntry("huge", "1e99999999999")
        .containsEntry("big", new BigDecimal("9007199254740993.10"))
        .containsEntry("deep", Map.of("x", Arrays.asList(BigDecimal.ONE, null, "y", false)));
  }

  @Test
  void metricsOfPeopleAndMachinesAreCountsUnlessTheyAreTimes() throws IOException {
    String metrics =
        "{\"sent\":1619137768,\"clicked\":5,\"human_opened\":1619137769,\"human_clicked\":3,"
            + "\"prefetch_opened\":0}";
    api.enqueue(
            "{\"message\":{\"id\":\"a\",\"metrics\":"
                + metrics.replace("}", ",\"prefetch_clicked\":null,\"machine_clicked\":\"2\"}}}"))
        .enqueue("{\"message\":{\"id\":\"a\",\"metrics\":[]}}")
        .enqueue("{\"message\":{\"id\":\"a\",\"metrics\":null}}")
        .enqueue("{\"message\":{\"id\":\"a\",\"metrics\":{\"human_opened\":true}}}");
    Message message = client.messages().get("a");
    assertThat(message.metrics())
        .containsOnly(
            Map.entry("sent", Instant.ofEpochSecond(1619137768)),
            Map.entry("clicked", Instant.ofEpochSecond(5)),
            Map.entry("human_opened", Instant.ofEpochSecond(1619137769)));
    assertThat(message.metricCounts())
        .containsOnly(
            Map.entry("human_clicked", 3L),
            Map.entry("prefetch_opened", 0L),
            Map.entry("machine_clicked", 2L));
    assertThat(message.unknownFields()).isEmpty();
    assertThat(client.messages().get("a").metricCounts()).isEmpty();
    assertThat(client.messages().get("a").metrics()).isEmpty();
    assertThatThrownBy(() -> client.messages().get("a"))
        .hasMessageContaining("$.message.metrics.human_opened");

    JsonAdapter<Message> adapter = LenientJson.moshi().adapter(Message.class);
    Message written =
        Message.builder()
            .id("a")
            .putMetrics("sent", Instant.ofEpochSecond(1619137768))
            .putMetricCounts("human_clicked", 3L)
            .build();
    String json = adapter.toJson(written);
    assertThat(json).contains("\"metrics\":{\"sent\":1619137768,\"human_clicked\":3}");
    assertThat(adapter.fromJson(json)).isEqualTo(written);
  }

  @Test
  void activitiesTakeAllParameters() {
    api.enqueue(
        "{\"activities\":[{\"id\":\"01\",\"type\":\"event\",\"timestamp\":1,\"data\":{\"n\":1e5}}]}");
    ActivityQuery query =
        ActivityQuery.builder()
            .limit(5)
            .type("_o:1:x")
            .name("a b")
            .deleted(true)
            .customerId("a@b.c")
            .idType(IdType.EMAIL)
            .build();
    Activity activity = client.activities().list(query).iterator().next();
    assertThat(activity.data()).containsEntry("n", new BigDecimal("1e5"));
    assertTarget(
        "activities?limit=5&type=_o%3A1%3Ax&name=a%20b&deleted=true&customer_id=a%40b.c"
            + "&id_type=email");
    assertThat(ActivityQuery.all().limit()).isEqualTo(100);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActivityQuery.builder().limit(0).build())
        .withMessageContaining("1 to 100");
  }

  @Test
  void customersAreRead() {
    api.enqueue("{\"customers\":[{\"id\":\"1\",\"attributes\":{\"plan\":\"pro\"}}]}")
        .enqueue(
            "{\"customer\":{\"unsubscribed\":true,\"timestamps\":{\"plan\":5},"
                + "\"devices\":[{\"id\":\"t\",\"last_used\":9}]}}")
        .enqueue("{\"segments\":[{\"id\":1}]}")
        .enqueue("{\"messages\":[{\"id\":\"m\"}]}")
        .enqueue("{\"activities\":[{\"id\":\"a\"}]}")
        .enqueue("{\"results\":[{\"email\":\"x+y@z.io\"}]}");
    List<Customer> customers = client.customers().attributes(List.of("1", "2"));
    assertThat(customers.get(0).attributes()).containsEntry("plan", "pro");
    Customer one = client.customers().attributes("a/b +@%&=c", IdType.EMAIL);
    assertThat(one.unsubscribed()).isTrue();
    assertThat(one.devices().get(0).lastUsed()).contains(Instant.ofEpochSecond(9));
    assertThat(client.customers().segments("1", IdType.ID)).hasSize(1);
    assertThat(client.customers().messages("1", IdType.CIO_ID)).hasSize(1);
    assertThat(client.customers().activities("1", IdType.PHONE)).hasSize(1);
    assertThat(client.customers().byEmail("x+y@z.io")).hasSize(1);
    var search = api.take();
    assertThat(search.getTarget()).isEqualTo("/v1/customers/attributes");
    assertThat(search.getBody()).isNotNull();
    assertThat(String.valueOf(search.getBody())).contains("{\"ids\":[\"1\",\"2\"]}");
    assertTarget("customers/a%2Fb%20%2B%40%25%26%3Dc/attributes?id_type=email");
    assertTarget("customers/1/segments?id_type=id");
    assertTarget("customers/1/messages?id_type=cio_id&limit=1000");
    assertTarget("customers/1/activities?id_type=phone&limit=100");
    assertTarget("customers?email=x%2By%40z.io");
  }

  @Test
  void attributesOfTooManyPeopleAreRejectedBeforeSending() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.customers().attributes(Collections.nCopies(101, "1")))
        .withMessageContaining("101 people");
    assertThatIllegalArgumentException().isThrownBy(() -> client.customers().attributes(List.of()));
    assertThat(api.requests()).isZero();
  }

  @Test
  void emptyIdsAreRejectedBeforeSending() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.messages().get(""))
        .withMessageContaining("not empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.customers().attributes("..", IdType.ID));
    assertThat(api.requests()).isZero();
  }

  @Test
  void valuesAreEqualByContentAndCopiedByTheirBuilder() {
    Message message = Message.builder().id("a").putMetrics("sent", Instant.EPOCH).build();
    assertThat(message)
        .isEqualTo(Message.builder().from(message).build())
        .hasSameHashCodeAs(Message.builder().from(message).build());
    assertThat(message.toString()).contains("id=a");
    assertThat(message.unknownFields()).isEqualTo(Map.of());
  }
}
