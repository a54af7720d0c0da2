package io.github.customerio4j.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that gives the methods of generated builders their texts. */
class BuilderCommentsTest {
  private static final String BUILDER =
      """
      package shop;

      final class ImmutableOrder extends Order {
        static class Builder {
          /**
           * Initializes the value for the {@link Order#wait() wait} attribute.
           * @param wait The value for wait
           */
          public final Order.Builder wait(Duration wait) {
            return (Order.Builder) this;
          }

          /** Adds one element to {@link Order#names() names} list. */
          public final Order.Builder addNames(String element) {
            return (Order.Builder) this;
          }
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void methodsGetTheTextOfTheirAttribute() throws IOException, InterruptedException {
    Path generated =
        write("generated/shop/ImmutableOrder.java", BUILDER.replace("Initializes", "Sets"));
    FileTime time = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
    Files.setLastModifiedTime(generated, time);
    order(
        "/** How long {@link #names} wait, in {@link Duration whole} seconds. */",
        "/** Names; see {@link Clock}. */");

    assertThat(run()).isEmpty();
    String text = Files.readString(generated);
    assertThat(text)
        .contains(
            """
                /**
                 * How long {@link Order#names names} wait, in {@link java.time.Duration whole} seconds.
                 * Default: {@code Duration.ofSeconds(5)}.
                 *
                 * @param wait how long {@link Order#names names} wait, in {@link java.time.Duration whole}
                 *     seconds
                 * @return this builder
                 * @throws NullPointerException if {@code wait} is null
                 */
            """)
        .contains("* Adds to {@code names}: names; see {@link Clock Clock}. Empty by default.")
        .contains("public final Order.Builder addNames(String element) {");
    assertThat(Files.getLastModifiedTime(generated)).isEqualTo(time);

    assertThat(run()).isEmpty();
    assertThat(generated).hasContent(text);
  }

  @Test
  void attributeWithoutATextEndsTheBuild() throws IOException, InterruptedException {
    write("generated/shop/ImmutableOrder.java", BUILDER);
    order("", "/** Names. */");

    assertThat(run())
        .contains("Order.java:9: Order.wait() has no Javadoc for its builder. Say what it is")
        .doesNotContain("names()");
  }

  @Test
  void moduleWithoutValuesNeedsNothing() throws IOException, InterruptedException {
    assertThat(run()).isEmpty();
    Files.createDirectory(folder.resolve("generated"));
    assertThat(run()).isEmpty();
  }

  private void order(String ofWait, String ofNames) throws IOException {
    write(
        "sources/shop/Order.java",
        """
        package shop;

        import java.time.Duration;
        import java.util.List;
        import org.immutables.value.Value;

        @Value.Immutable
        abstract class Order {
          %s @Value.Default Duration wait() {
            return Duration.ofSeconds(5);
          }

          %s abstract List<String> names();
        }
        """
            .formatted(ofWait, ofNames));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /**
   * Runs the program as the build does; returns what it prints, which is nothing if it succeeds.
   */
  private String run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of("..", "build", "BuilderComments.java").toString(),
                folder.resolve("sources").toString(),
                folder.resolve("generated").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(output.isEmpty() ? 0 : 1);
    return output;
  }
}
