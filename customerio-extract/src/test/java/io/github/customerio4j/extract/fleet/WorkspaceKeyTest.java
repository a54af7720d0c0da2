package io.github.customerio4j.extract.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.fleet.WorkspaceResult.Outcome;
import io.github.customerio4j.extract.sink.InMemorySink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys that do not come. */
@Timeout(30)
class WorkspaceKeyTest {
  @TempDir Path folder;

  @Test
  void keyThatDoesNotComeInTimeFailsItsWorkspace() throws InterruptedException {
    AtomicBoolean wasAsked = new AtomicBoolean();
    CountDownLatch wasInterrupted = new CountDownLatch(1);
    FleetReport report =
        Fleet.builder()
            .workspace(
                workspace(
                    () -> {
                      wasAsked.set(true);
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        wasInterrupted.countDown();
                      }
                      return AppApiKey.of("late");
                    }))
            .keyBound(Duration.ofMillis(200))
            .build()
            .run();

    assertThat(report.results())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(one.problem().orElseThrow()).contains("did not come within");
            });
    // On a busy machine the time may be over before the supplier is asked.
    if (wasAsked.get()) {
      wasInterrupted.await();
    }
  }

  @Test
  void supplierThatReturnsNothingFailsItsWorkspace() {
    FleetReport report =
        Fleet.builder().workspace(workspace(WorkspaceKeyTest::nothing)).build().run();

    assertThat(report.results())
        .singleElement()
        .satisfies(one -> assertThat(one.problem().orElseThrow()).contains("returned null"));
  }

  @SuppressWarnings("NullAway") // Callers without NullAway can do this.
  private static AppApiKey nothing() {
    return null;
  }

  @Test
  void checkTellsWhyThereIsNoKey() {
    Supplier<AppApiKey> sealed =
        () -> {
          throw new IllegalStateException("the vault is sealed");
        };
    FleetAccess access = Fleet.builder().workspace(workspace(sealed)).build().check();

    assertThat(access.isOk()).isFalse();
    assertThat(access.results().get(0).access().results())
        .singleElement()
        .satisfies(one -> assertThat(one.text()).contains("the vault is sealed"));
  }

  private Workspace workspace(Supplier<AppApiKey> key) {
    Workspace.Builder workspace = Workspace.builder();
    return workspace
        .name("acme")
        .key(key)
        .config(ExtractionConfig.builder().addTables("segments").spoolDirectory(folder).build())
        .sink(InMemorySink::new)
        .build();
  }
}
