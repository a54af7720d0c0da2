package io.github.customerio4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.Region;
import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionAdviceTest {
  private static final String TO_THE_US = "https://api.customer.io/v1/segments";

  @TempDir Path folder;
  private final Sandbox us = Sandbox.builder().start();
  private final Sandbox eu = Sandbox.builder().start();

  @AfterEach
  void stop() {
    us.close();
    eu.close();
  }

  private Cli withoutBaseUrl() {
    return Cli.of(us)
        .without("CUSTOMERIO_BASE_URL")
        .withHosts(region -> region == Region.US ? us.baseUrl() : eu.baseUrl());
  }

  private int extract(Cli cli, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("extract", "--to", "csv:" + folder.resolve("crm"), "--tables", "segments"));
    arguments.addAll(List.of(more));
    return cli.run(arguments.toArray(String[]::new));
  }

  @Test
  void extractNamesTheRegionToUse() {
    us.failNext(path -> true, Fault.wrongRegion(), 1);
    Cli cli = withoutBaseUrl();
    assertThat(extract(cli)).isEqualTo(1);
    assertThat(cli.err())
        .contains("301 (wrong datacenter)")
        .contains("use --region eu.")
        .doesNotContain("base-url");
    assertThat(us.requests()).hasSize(1);
    assertThat(eu.requests()).isEmpty();
    assertThat(folder.resolve("crm").resolve("segments.csv")).doesNotExist();

    eu.failNext(path -> true, Fault.movedTo(TO_THE_US), 1);
    assertThat(extract(cli, "--region", "eu")).isEqualTo(1);
    assertThat(cli.err()).contains("use --region us.");
  }

  @Test
  void baseUrlIsToBeLeftOut() {
    us.failNext(path -> true, Fault.wrongRegion(), 3);
    for (String command : List.of("extract", "plan", "check")) {
      Cli cli = Cli.of(us);
      String to = "csv:" + folder.resolve("crm");
      assertThat(cli.run(command, "--to", to, "--tables", "campaigns,campaign_actions"))
          .as(command)
          .isEqualTo(1);
      assertThat(cli.said()).as(command).contains("use --region eu, and leave out --base-url");
    }
    assertThat(us.requests()).hasSize(3);
  }

  @Test
  void checkTriesTheOtherRegion() {
    us.failNext(path -> true, Fault.wrongRegion(), 2);
    Cli cli = withoutBaseUrl();
    assertThat(cli.run("check", "--tables", "segments")).isEqualTo(1);
    assertThat(cli.out().strip())
        .isEqualTo("FAILED  key  The key belongs to the EU: use --region eu.");
    assertThat(eu.requests()).hasSize(1);

    eu.failNext(path -> true, Fault.status(401), 1);
    assertThat(cli.run("check", "--tables", "segments")).isEqualTo(1);
    assertThat(cli.out()).contains("use --region eu. It was refused in the EU, too.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us", "eu"})
  void refusedKeyNamesTheOtherRegion(String region) {
    us.failNext(path -> true, Fault.status(401), 1);
    eu.failNext(path -> true, Fault.status(401), 1);
    Cli cli = withoutBaseUrl();
    assertThat(extract(cli, "--region", region)).isEqualTo(1);
    assertThat(cli.err())
        .contains("401")
        .contains("--region " + (region.equals("us") ? "eu" : "us"))
        .contains("Track API");
  }

  @Test
  void redirectToAStrangerSaysNothingOfRegions() {
    us.failNext(path -> true, Fault.movedTo("https://login.example.com/"), 1);
    Cli cli = withoutBaseUrl();
    assertThat(extract(cli)).isEqualTo(2);
    assertThat(cli.err()).contains("301").doesNotContain("region");
    assertThat(folder.resolve("crm").resolve("segments.csv")).doesNotExist();
  }
}
