package io.github.customerio4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Options with a name and a value. */
class NamedValuesTest {

  @Test
  void valueIsAllBehindTheFirstEqualsSign() {
    Map<String, String> settings =
        NamedValues.of(
            "--store", List.of("endpoint=http://127.0.0.1:9000/?a=b", "path-style=true"));

    assertThat(settings)
        .containsEntry("endpoint", "http://127.0.0.1:9000/?a=b")
        .containsEntry("path-style", "true");
  }

  @Test
  void optionWithoutNameOrValueSaysWhatToWrite() {
    for (String wrong : List.of("region", "region=", "=eu-west-1")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NamedValues.of("--store", List.of(wrong)))
          .withMessageContaining("write NAME=VALUE");
    }
  }

  @Test
  void messageNeverHoldsTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamedValues.of("--store", List.of("=s3cr3t")))
        .withMessageNotContaining("s3cr3t");
  }

  @Test
  void settingThatIsThereTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamedValues.of("--store", List.of("region=a", "region=b")))
        .withMessage("Cannot use --store region: it is there twice. Write it once.");
  }
}
