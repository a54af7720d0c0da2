package io.github.customerio4j.extract.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are scripts of a POSIX shell")
class KeyCommandTest {
  private static final String KEY = "0123456789abcdef";

  private static KeyCommand shell(String script) {
    return new KeyCommand(List.of("sh", "-c", script));
  }

  @Test
  void whatItPrintsIsTheKeyWithoutALineEnd() {
    assertThat(shell("echo " + KEY + "; echo a warning >&2").read()).isEqualTo(KEY);
  }

  @Test
  void argumentsAreNotReadByAShell() {
    assertThat(new KeyCommand(List.of("echo", "$HOME;*")).read()).isEqualTo("$HOME;*");
  }

  @Test
  void whatItComplainsAboutIsShownWithoutTheKey() {
    assertThatThrownBy(shell("echo " + KEY + "; echo denied for " + KEY + " >&2; exit 7")::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot use key-command sh: it ended with exit code 7: denied for ….");
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    assertThatThrownBy(new KeyCommand(List.of("no-such-vault", KEY))::read)
        .hasMessageContaining("no-such-vault")
        .hasMessageContaining("cannot be started")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void moreThanAKeyIsRefused() {
    assertThatThrownBy(shell("yes " + KEY + " | head -c 100000")::read)
        .hasMessageContaining("more than a key")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void aProgramThatHangsIsEnded() {
    KeyCommand hanging = new KeyCommand(List.of("sh", "-c", "read x < /dev/zero"), Duration.ZERO);
    assertThatThrownBy(hanging::read).hasMessageContaining("did not end within 0 seconds");
  }

  @Test
  void standardInputIsEmpty() {
    assertThat(shell("cat; echo " + KEY).read()).isEqualTo(KEY);
  }
}
