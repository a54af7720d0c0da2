package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.client.model.people.IdType;
import io.github.customerio4j.client.model.people.ObjectIdType;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids in the path of a request. */
class PathValuesTest {
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

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void idThatNoPathCanCarryIsRefusedWithItsParameter(String id) {
    assertThatThrownBy(() -> client.objects().attributes("1", id, ObjectIdType.OBJECT_ID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot send id '"
                + id
                + "': no path can carry it. Give a text that is not empty, '.' or '..'.");
    assertThatThrownBy(() -> client.objects().attributes(id, "acme", ObjectIdType.OBJECT_ID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type '" + id + "'");
    assertThatThrownBy(() -> client.designStudio().translation("7", id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("language '" + id + "'");
    assertThatThrownBy(() -> client.customers().relationships(id, IdType.ID, 10).stream().count())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id '" + id + "'");
    assertThat(api.requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "%2e%2e,%252e%252e",
        "%2e,%252e",
        "...,...",
        "a/../b,a%2F..%2Fb",
        "..\\x,..%5Cx",
        " ,%20",
        "a b+c,a%20b%2Bc",
        "a?b#c,a%3Fb%23c",
        "{type},%7Btype%7D",
        "..;x,..%3Bx"
      })
  void anyOtherIdArrivesUnchanged(String id, String sent) {
    api.enqueue("{\"message\":{\"id\":\"m\"}}");

    client.messages().get(id);

    assertThat(api.take().getTarget()).isEqualTo("/v1/messages/" + sent);
  }
}
