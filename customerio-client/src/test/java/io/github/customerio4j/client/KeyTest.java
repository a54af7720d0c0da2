package io.github.customerio4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {
  private ApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiServer();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "se cret", "secret\n", "\tsecret", "s\u00e9cret", "secret\u0000"})
  void invalidKeyIsRejectedAndNotShown(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AppApiKey.of(text))
        .withMessageContaining("Cannot use the App API key")
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("cret"));
  }

  @Test
  void keyIsNeverPrinted() {
    AppApiKey key = AppApiKey.of(ApiServer.KEY);
    assertThat(key).hasToString("AppApiKey(***)");
    try (CustomerIo client = api.client()) {
      assertThat(client.toString()).contains(api.url("/v1/")).doesNotContain(ApiServer.KEY);
    }
  }

  @Test
  void keyAndUserAgentAreSent() {
    api.enqueue("{\"campaigns\":[]}");
    try (CustomerIo client = api.builder().userAgent("tester/1").build()) {
      client.campaigns().list();
    }
    var headers = api.take().getHeaders();
    assertThat(headers.get("Authorization")).isEqualTo("Bearer " + ApiServer.KEY);
    assertThat(headers.get("User-Agent")).isEqualTo("tester/1");
    assertThat(headers.get("Accept-Encoding")).isEqualTo("gzip");
  }

  @Test
  void userAgentNamesTheLibraryAndItsVersion() {
    api.enqueue("{\"campaigns\":[]}");
    try (CustomerIo client = api.client()) {
      client.campaigns().list();
    }
    assertThat(api.take().getHeaders().get("User-Agent"))
        .isEqualTo("customerio4j/" + CustomerIo.version());
    assertThat(CustomerIo.version()).matches("[0-9]+[.][0-9]+.*|development");
  }

  @Test
  void requestRedirectedByAnInterceptorHasNoKey() throws IOException {
    try (ApiServer other = new ApiServer()) {
      other.enqueue("{\"campaigns\":[]}");
      OkHttpClient detour =
          new OkHttpClient.Builder()
              .addInterceptor(
                  chain ->
                      chain.proceed(new Request.Builder().url(other.url("/v1/campaigns")).build()))
              .build();
      try (CustomerIo client = api.builder().httpClient(detour).build()) {
        client.campaigns().list();
      }
      assertThat(other.take().getHeaders().get("Authorization")).isNull();
    }
  }

  @Test
  void interceptorsOfTheCallerDoNotSeeTheKey() {
    api.enqueue("{\"campaigns\":[]}");
    List<String> seen = new ArrayList<>();
    OkHttpClient logging =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(
                chain -> {
                  seen.add(chain.request().headers().toString());
                  Response answer = chain.proceed(chain.request());
                  seen.add(answer.request().headers().toString());
                  return answer;
                })
            .build();
    try (CustomerIo client = api.builder().httpClient(logging).build()) {
      client.campaigns().list();
    }
    assertThat(seen).hasSize(2).noneMatch(headers -> headers.contains("Authorization"));
    assertThat(api.take().getHeaders().get("Authorization")).isNotNull();
  }
}
