package io.github.customerio4j.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildJvmTest {

  /** A program that fails if its first argument is {@code fail}. */
  static final class ChildMain {
    private ChildMain() {}

    public static void main(String[] arguments) {
      System.out.println("said " + System.getenv("WORD"));
      if (arguments[0].equals("fail")) {
        System.err.println("out of order");
        System.exit(7);
      }
      System.out.println(Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  @Test
  void processGetsOptionsAndVariables() throws Exception {
    ChildJvm jvm = ChildJvm.with("-Xmx32m", "-XX:+UseSerialGC").and(Map.of("WORD", "hello"));
    ChildJvm.Outcome outcome = jvm.run(ChildMain.class.getName(), List.of("live"));
    assertThat(outcome.out()).contains("said hello");
    assertThat(Integer.parseInt(outcome.lastLine())).as("megabytes").isBetween(16, 32);
    assertThat(outcome.seconds()).isPositive();
  }

  @Test
  void failureIncludesOutputOfProcess() {
    ChildJvm jvm = ChildJvm.with().and(Map.of("WORD", "farewell"));
    assertThatThrownBy(() -> jvm.run(ChildMain.class.getName(), List.of("fail")))
        .isInstanceOf(BenchException.class)
        .hasMessageContainingAll("exit code 7", "said farewell", "out of order");
  }

  @Test
  void closedServerAnswersNoRequests() throws Exception {
    ServerProcess server = ServerProcess.start(ServerSetup.builder().build());
    assertThat(server.requests()).isZero();
    server.close();
    assertThatThrownBy(server::requests).isInstanceOf(Exception.class);
  }
}
