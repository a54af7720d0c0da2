package io.github.customerio4j.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.DocumentedCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files in docs/deployment.md agree with each other and with the programs. */
class DeploymentTest {
  private static final DocumentationPage PAGE =
      DocumentationPage.read(Path.of("../docs/deployment.md"));
  private static final String POD = "CronJob/spec/jobTemplate/spec/template/spec/";
  private static final String CONTAINER = POD + "containers/0/";

  @Test
  void manifestsNameEachOther() {
    Map<String, Object> manifests = manifests();
    assertThat(manifests).containsOnlyKeys("Secret", "PersistentVolumeClaim", "CronJob");

    String key = CONTAINER + "env/0/valueFrom/secretKeyRef/";
    assertThat(at(manifests, key + "name")).isEqualTo(at(manifests, "Secret/metadata/name"));
    assertThat(at(manifests, "Secret/stringData/" + at(manifests, key + "key"))).isNotNull();
    for (int i = 0; i < 2; i++) {
      assertThat(at(manifests, CONTAINER + "volumeMounts/" + i + "/name"))
          .isEqualTo(at(manifests, POD + "volumes/" + i + "/name"));
    }
    assertThat(at(manifests, POD + "volumes/0/persistentVolumeClaim/claimName"))
        .isEqualTo(at(manifests, "PersistentVolumeClaim/metadata/name"));
  }

  @Test
  void podRunsAsTheUserOfTheImage() throws Exception {
    Map<String, Object> manifests = manifests();
    Matcher user =
        Pattern.compile("(?m)^USER (\\d+):(\\d+)$")
            .matcher(Files.readString(Path.of("../Dockerfile")));
    assertThat(user.find()).as("the image's user").isTrue();

    assertThat(at(manifests, POD + "securityContext/runAsNonRoot")).isEqualTo(true);
    assertThat(at(manifests, POD + "securityContext/runAsUser")).hasToString(user.group(1));
    assertThat(at(manifests, POD + "securityContext/runAsGroup")).hasToString(user.group(2));
    assertThat(at(manifests, CONTAINER + "securityContext/readOnlyRootFilesystem")).isEqualTo(true);
  }

  @Test
  void uselessRetriesAndConcurrentRunsAreForbidden() {
    Map<String, Object> manifests = manifests();
    String job = "CronJob/spec/jobTemplate/spec/";

    assertThat(at(manifests, "CronJob/spec/concurrencyPolicy")).isEqualTo("Forbid");
    assertThat(at(manifests, job + "podFailurePolicy/rules/1/onExitCodes/values"))
        .isEqualTo(List.of(1, 3));
    assertThat(at(manifests, job + "podFailurePolicy/rules/1/onExitCodes/containerName"))
        .isEqualTo(at(manifests, CONTAINER + "name"));
    assertThat(at(manifests, POD + "restartPolicy"))
        .as("what a podFailurePolicy requires")
        .isEqualTo("Never");
    assertThat((Integer) at(manifests, POD + "terminationGracePeriodSeconds"))
        .as("a run ends within 5 seconds")
        .isGreaterThan(5);
  }

  @Test
  void commandsAreValid() {
    List<String> arguments = new ArrayList<>();
    for (Object argument : (List<?>) at(manifests(), CONTAINER + "args")) {
      arguments.add(String.valueOf(argument));
    }
    DocumentedCommand.requireValid(arguments);

    String start = unit("customerio.service").get("Service.ExecStart");
    List<String> words = Arrays.asList(String.valueOf(start).split(" ", -1));
    assertThat(words.get(0)).isEqualTo("/opt/customerio/bin/customerio");
    DocumentedCommand.requireValid(words.subList(1, words.size()));
    assertThat(unit("key.conf").get("Service.ExecStart"))
        .as("the drop-in starts the same command")
        .endsWith("exec " + start + "'");
  }

  @Test
  void unitsTreatExitCodesAsDocumented() {
    assertThat(unit("customerio.service"))
        .containsEntry("Service.Type", "oneshot")
        .containsEntry("Service.SuccessExitStatus", "143")
        .containsEntry("Service.RestartPreventExitStatus", "1 3")
        .containsKeys("Service.TimeoutStopSec", "Service.StateDirectory", "Service.DynamicUser");
    assertThat(unit("customerio.timer")).containsKeys("Timer.OnCalendar", "Install.WantedBy");
  }

  private static Map<String, Object> manifests() {
    Map<String, Object> byKind = new LinkedHashMap<>();
    LoadSettings strict = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    for (Object document : new Load(strict).loadAllFromString(file("customerio.yaml"))) {
      byKind.put(String.valueOf(((Map<?, ?>) document).get("kind")), document);
    }
    return byKind;
  }

  /** The value at a path of names and list indices. */
  private static Object at(Map<String, Object> manifests, String path) {
    Object value = manifests;
    for (String step : path.split("/", -1)) {
      Object inner =
          value instanceof List<?> list
              ? list.get(Integer.parseInt(step))
              : ((Map<?, ?>) value).get(step);
      value =
          Optional.ofNullable(inner)
              .orElseThrow(() -> new AssertionError("There is no " + step + " of " + path));
    }
    return value;
  }

  /** The values by section and name; of repeated names, the last one. */
  private static Map<String, String> unit(String name) {
    Map<String, String> values = new LinkedHashMap<>();
    String section = "";
    for (String line : file(name).split("\n", -1)) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.indexOf(']'));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("=", 2);
        values.put(section + "." + parts[0], parts[1]);
      }
    }
    return values;
  }

  /** The text of the block after the comment that names the file. */
  private static String file(String name) {
    int comment = PAGE.lines().indexOf("<!-- file: " + name + " -->");
    return PAGE.fences().stream()
        .filter(block -> comment >= 0 && block.from() == comment + 2)
        .findFirst()
        .orElseThrow(() -> new AssertionError("The page has no " + name))
        .text();
  }
}
