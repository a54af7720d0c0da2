package io.github.customerio4j.extract.engine.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.customerio4j.client.error.MalformedBodyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Pages with a byte that is not as it was sent, judged by another parser, too. */
class PagePropertiesTest {
  private static final String PAGE =
      """
      {"items":[{"id":"a","n":-1.50e+7,"o":{"k\\u00e9":[1,{"x":null}],"é":"😀\\ud83d"}},
      {"id":"b","t":true,"f":false,"e":{}}],"next":"Mg=="}""";

  @Property(seed = "20261130")
  void pageIsReadIfAndOnlyIfItIsJson(@ForAll("nearlyPages") byte[] page) throws IOException {
    Path folder = Files.createTempDirectory("page");
    try (ReadSlice slice = new ReadSlice(folder)) {
      boolean isRead;
      try {
        slice.decode(page);
        isRead = true;
      } catch (MalformedBodyException e) {
        isRead = false;
        slice.part().commitPage();
        assertThat(slice.part().routes()).as("rows of a malformed page").isEmpty();
      }
      if (isRead) {
        assertThat(isJson(page)).as("what was read is JSON").isTrue();
      }
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  @Provide
  Arbitrary<byte[]> nearlyPages() {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    return Arbitraries.integers()
        .between(0, page.length - 1)
        .flatMap(
            at ->
                Arbitraries.oneOf(
                        Arbitraries.of((byte) '{', (byte) '"', (byte) ',', (byte) ':', (byte) ']'),
                        Arbitraries.bytes())
                    .map(
                        value -> {
                          byte[] changed = page.clone();
                          changed[at] = value;
                          return changed;
                        }));
  }

  private static boolean isJson(byte[] text) {
    // As characters, because bytes that are no UTF-8 are repaired and not refused.
    String decoded = new String(text, StandardCharsets.UTF_8);
    try (JsonParser parser = new JsonFactory().createParser(decoded)) {
      while (parser.nextToken() != null) {
        parser.getText();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
