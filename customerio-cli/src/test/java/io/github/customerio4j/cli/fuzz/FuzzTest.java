package io.github.customerio4j.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.customerio4j.client.AppApiKey;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.InvalidFilterException;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.filter.AudienceFilter;
import io.github.customerio4j.extract.engine.page.PageReader;
import io.github.customerio4j.extract.engine.row.RecordShape;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import io.github.customerio4j.extract.engine.spool.SpoolFolder;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads the inputs of a corpus and then mutations of them. An input with a new outcome is mutated
 * further. A build reads some thousand, the same ones each time. With {@code fuzz.minutes} it reads
 * others for that time; {@code fuzz.seed} repeats them.
 */
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 3000);
  private static final Duration SPAN = Duration.ofMinutes(Integer.getInteger("fuzz.minutes", 0));
  private static final long SEED =
      Long.getLong("fuzz.seed", SPAN.isZero() ? 20_261_130 : System.nanoTime());
  private static final int MOST_KEPT = 2000;
  private static final String KEY = "fuzz-key-0123456789";

  /** An escape, and as its group the one of a surrogate. */
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:(u[dD][89a-fA-F]\\p{XDigit}{2})|.)");

  private static final JsonFactory JSON = new JsonFactory();

  /** Reads one input and returns the outcome; it throws only if there is a bug. */
  @FunctionalInterface
  private interface FuzzTarget {
    String read(byte[] input) throws Exception;
  }

  @TempDir Path folder;

  @Test
  void pagesAreReadOrRefused() throws Exception {
    fuzz("page", this::page);
  }

  @Test
  void statesAreReadOrRefused() throws Exception {
    fuzz(
        "state",
        input -> {
          try {
            ExtractionState state = ExtractionState.parse(new String(input, UTF_8));
            assertThat(ExtractionState.parse(state.toJson())).isEqualTo(state);
            return "state of " + state.tables().size();
          } catch (StateException e) {
            assertThat(e.getMessage()).contains("Cannot read the state at $");
            return String.valueOf(e.getMessage());
          }
        });
  }

  @Test
  void filtersAreReadOrRefused() throws Exception {
    fuzz(
        "filter",
        input -> {
          try {
            AudienceFilter filter = AudienceFilter.parse(new String(input, UTF_8));
            assertThat(AudienceFilter.parse(filter.toJson()).toJson()).isEqualTo(filter.toJson());
            return "filter";
          } catch (InvalidFilterException e) {
            return String.valueOf(e.getMessage());
          }
        });
  }

  @Test
  void errorBodyOfAnyShapeGivesApiException() throws Exception {
    byte[][] body = new byte[1][];
    // Responds without a network, because only the text is fuzzed.
    OkHttpClient instantly =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(400)
                        .message("")
                        .body(ResponseBody.create(body[0], null))
                        .build())
            .build();
    try (CustomerIo client =
        CustomerIo.builder(AppApiKey.of(KEY))
            .httpClient(instantly)
            .rateLimit(RateLimit.unlimited())
            .build()) {
      fuzz(
          "error",
          input -> {
            body[0] = input;
            try {
              client.segments().get(1);
              throw new AssertionError("An error was read as a success.");
            } catch (ApiException e) {
              assertThat(e.getMessage()).hasSizeLessThan(2000).doesNotContain(KEY);
              assertThat(e.status()).isEqualTo(400);
              return e.detail().isEmpty()
                  ? "no detail"
                  : "detail " + "x".repeat(e.detail().length() / 8);
            }
          });
    }
  }

  private String page(byte[] input) throws IOException {
    try (SpoolFolder spool = SpoolFolder.createIn(folder, OptionalLong.empty());
        SliceSpool part = spool.scratchPart(RecordShape.builder().itemsKey("items").build())) {
      try {
        new PageReader(part).decode(new Buffer().write(input));
      } catch (MalformedBodyException e) {
        part.commitPage();
        assertThat(part.routes()).as("rows of a malformed page").isEmpty();
        return String.valueOf(e.getMessage());
      }
      assertThat(isJson(input)).as("an accepted page is JSON").isTrue();
      part.commitPage();
      return "page of " + part.records();
    }
  }

  /**
   * As characters, because invalid UTF-8 is repaired. Lone surrogates are JSON, but Jackson refuses
   * them in names, so other letters take their place.
   */
  private static boolean isJson(byte[] input) {
    String text = new String(input, UTF_8).replaceFirst("^\ufeff", "");
    String readable =
        ESCAPE.matcher(text).replaceAll(escape -> escape.group(1) == null ? "$0" : "\\\\u0041");
    try (JsonParser parser = JSON.createParser(readable)) {
      int depth = 0;
      while (parser.nextToken() != null) {
        depth = Math.max(depth, parser.getParsingContext().getNestingDepth());
      }
      return depth > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void fuzz(String name, FuzzTarget target) throws Exception {
    List<byte[]> inputs = corpus(name);
    Mutator mutator = new Mutator(SEED);
    Set<String> outcomes = new HashSet<>();
    for (byte[] input : inputs) {
      outcomes.add(outcome(name, target, input));
    }
    long start = System.nanoTime();
    long count = 0;
    while (count < INPUTS || System.nanoTime() - start < SPAN.toNanos()) {
      byte[] input = mutator.next(inputs);
      count++;
      String outcome = outcome(name, target, input);
      if (inputs.size() < MOST_KEPT && outcomes.add(outcome)) {
        inputs.add(input);
      }
    }
    System.out.printf("fuzz %s: %d inputs, %d of them kept%n", name, count, inputs.size());
  }

  private static String outcome(String name, FuzzTarget target, byte[] input) {
    try {
      // Without positions and numbers, which differ between equal outcomes.
      return target.read(input).replaceAll("[0-9]+", "#").replaceAll("\".*\"", "\"\"");
    } catch (Throwable e) {
      throw new AssertionError(
          "%s, seed %d, input %s".formatted(name, SEED, HexFormat.of().formatHex(input)), e);
    }
  }

  private static List<byte[]> corpus(String name) throws Exception {
    Path corpus = Path.of(FuzzTest.class.getResource("/fuzz/" + name).toURI());
    List<byte[]> inputs = new ArrayList<>();
    try (var files = Files.list(corpus)) {
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
    }
    assertThat(inputs).as("the corpus").isNotEmpty();
    return inputs;
  }
}
