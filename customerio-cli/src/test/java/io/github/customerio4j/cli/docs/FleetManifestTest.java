package io.github.customerio4j.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.DocumentedCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Indexed Job in docs/fleet.md agrees with itself and with the program. */
class FleetManifestTest {
  private static final String JOB = "spec/jobTemplate/spec/";
  private static final String POD = JOB + "template/spec/";

  private final Object manifest = manifest();

  private static Object manifest() {
    String text =
        DocumentationPage.read(Path.of("../docs/fleet.md")).fences().stream()
            .map(DocumentationPage.Block::text)
            .filter(block -> block.contains("completionMode"))
            .findFirst()
            .orElseThrow();
    LoadSettings strict = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    return new Load(strict).loadFromString(text);
  }

  private Object at(String path) {
    Object value = manifest;
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

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    for (Object argument : (List<?>) at(POD + "containers/0/args")) {
      arguments.add(String.valueOf(argument));
    }
    return arguments;
  }

  @Test
  void theCommandIsValidAndHasAShardForEachIndex() {
    DocumentedCommand.requireValid(arguments());
    assertThat(arguments()).contains("--shard=$(JOB_COMPLETION_INDEX)/" + at(JOB + "completions"));
    assertThat(at(JOB + "completionMode")).isEqualTo("Indexed");
    assertThat(at("spec/concurrencyPolicy")).isEqualTo("Forbid");
  }

  @Test
  void whatTheUserHasToPutRightIsNotRepeated() {
    assertThat(at(JOB + "podFailurePolicy/rules/1/action")).isEqualTo("FailIndex");
    assertThat(at(JOB + "podFailurePolicy/rules/1/onExitCodes/values")).isEqualTo(List.of(1, 3));
    assertThat(at(JOB + "podFailurePolicy/rules/1/onExitCodes/containerName"))
        .isEqualTo(at(POD + "containers/0/name"));
    assertThat(at(POD + "restartPolicy")).isEqualTo("Never");
    assertThat(at(JOB + "backoffLimitPerIndex")).as("what FailIndex requires").isNotNull();
  }

  @Test
  void everyMountHasItsVolume() {
    int mounts = ((List<?>) at(POD + "containers/0/volumeMounts")).size();
    assertThat((List<?>) at(POD + "volumes")).hasSize(mounts);
    for (int i = 0; i < mounts; i++) {
      assertThat(at(POD + "containers/0/volumeMounts/" + i + "/name"))
          .isEqualTo(at(POD + "volumes/" + i + "/name"));
    }
  }
}
