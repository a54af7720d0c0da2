package io.github.customerio4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The settings of a bucket. */
class StoreSettingsTest {

  @Test
  void valueIsAllBehindTheFirstEqualsSign() {
    StoreSettings settings =
        StoreSettings.of(List.of("endpoint=http://127.0.0.1:9000/?a=b", "path-style=true"));

    assertThat(settings.values())
        .containsEntry("endpoint", "http://127.0.0.1:9000/?a=b")
        .containsEntry("path-style", "true");
  }

  @Test
  void optionWithoutNameOrValueSaysWhatToWrite() {
    for (String wrong : List.of("region", "region=", "=eu-west-1")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StoreSettings.of(List.of(wrong)))
          .withMessageContaining("write NAME=VALUE");
    }
  }

  @Test
  void messageNeverHoldsTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreSettings.of(List.of("=s3cr3t")))
        .withMessageNotContaining("s3cr3t");
  }

  @Test
  void settingThatIsThereTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreSettings.of(List.of("region=a", "region=b")))
        .withMessage("Cannot use --store region: it is there twice. Write it once.");
  }
}
