package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.client.TypedOperations.Typed;
import io.github.customerio4j.client.model.query.StudioEmailQuery;
import io.github.customerio4j.client.model.query.StudioVersionQuery;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Query objects, and the habit that all interfaces follow. */
class QueryObjectsTest {
  private static final Instant EARLY = Instant.ofEpochSecond(1_700_000_000);
  private static final Instant LATE = EARLY.plusSeconds(86_400);

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
  void mapsOfParametersHaveNamesOfTheirOwn() {
    assertThat(TypedOperations.of(client))
        .filteredOn(Typed::takesAnyParameter)
        .isNotEmpty()
        .allMatch(typed -> typed.method().getName().endsWith("WithParameters"));
  }

  @Test
  void noListNeedsALimit() {
    Map<String, List<Typed>> overloads =
        TypedOperations.of(client).stream()
            .filter(typed -> !typed.takesAnyParameter())
            .collect(Collectors.groupingBy(Typed::toString));
    assertThat(overloads)
        .allSatisfy(
            (name, methods) ->
                assertThat(methods)
                    .anyMatch(
                        typed ->
                            Arrays.stream(typed.method().getParameterTypes())
                                .noneMatch(int.class::equals)));
  }

  @Test
  void versionsAreListedByUnixSeconds() {
    api.enqueue("{\"versions\":[]}");
    StudioVersionQuery query = StudioVersionQuery.builder().startDate(EARLY).endDate(LATE).build();
    assertThat(client.designStudio().versions("e1", query)).isEmpty();
    assertThat(api.take().getTarget())
        .isEqualTo(
            "/v1/design_studio/emails/e1/versions?start_date=1700000000&end_date=1700086400");
  }

  @Test
  void endOfVersionsNeedsAStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StudioVersionQuery.builder().endDate(LATE).build())
        .withMessageContaining("endDate 2023-11-15T22:13:20Z")
        .withMessageContaining("Set startDate");
  }

  @Test
  void windowThatEndsBeforeItStartsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> StudioEmailQuery.builder().createdAfter(LATE).createdBefore(EARLY).build())
        .withMessageContaining("Swap them");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> StudioEmailQuery.builder().updatedAfter(LATE).updatedBefore(EARLY).build());
  }

  @Test
  void hiddenSendersAreListedWithoutALimit() {
    api.enqueue("{\"sender_identities\":[]}");
    assertThat(client.senders().hidden()).isEmpty();
    assertThat(api.take().getUrl().queryParameter("hidden")).isEqualTo("true");
  }
}
