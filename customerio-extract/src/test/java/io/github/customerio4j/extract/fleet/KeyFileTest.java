package io.github.customerio4j.extract.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final String KEY = "0123456789abcdef";

  @TempDir private Path folder;

  private String read(byte[] content) throws IOException {
    return KeyFile.read("key-file crm.key", Files.write(folder.resolve("crm.key"), content));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY, KEY + "\n", "\ufeff" + KEY + "\r\n", "  " + KEY + "\t\n\n"})
  void theKeyIsReadWithoutWhatEditorsAddToIt(String content) throws IOException {
    assertThat(read(content.getBytes(StandardCharsets.UTF_8))).isEqualTo(KEY);
    assertThat(KeyFile.read("standard input", stream(content))).isEqualTo(KEY);
  }

  @Test
  void emptyFileHasAnEmptyKey() throws IOException {
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void moreThanAKeyIsRefusedWithoutShowingIt() throws IOException {
    assertThat(read("k".repeat(4096).getBytes(StandardCharsets.UTF_8))).hasSize(4096);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("k".repeat(4097).getBytes(StandardCharsets.UTF_8)))
        .withMessage(
            "Cannot use key-file crm.key: it holds more than a key. Write the key alone there.")
        .withNoCause();
  }

  @Test
  void anotherEncodingIsNamedWithoutShowingTheKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(KEY.getBytes(StandardCharsets.UTF_16)))
        .withMessage(
            "Cannot use key-file crm.key: it is text in UTF-16. Save it in UTF-8, with the key"
                + " alone.")
        .withNoCause();
  }

  @Test
  void missingFileIsNotShownBeyondItsNameForMessages() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyFile.read("key-file (not shown)", folder.resolve(KEY)))
        .withMessage(
            "Cannot use key-file (not shown): it cannot be read (NoSuchFileException). Name a file"
                + " that can be read and holds the key alone.")
        .withNoCause();
  }

  @Test
  void folderCannotBeRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyFile.read("key-file keys", folder))
        .withMessageContaining("key-file keys: it cannot be read");
  }

  @Test
  void streamThatBreaksIsNamed() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException(KEY);
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException(KEY);
          }
        };

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyFile.read("standard input", broken))
        .withMessageContaining("standard input: it cannot be read (IOException)")
        .withMessageNotContaining(KEY)
        .withNoCause();
  }

  @Test
  void streamStaysOpen() {
    boolean[] isClosed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            isClosed[0] = true;
          }
        };

    KeyFile.read("standard input", in);

    assertThat(isClosed).containsExactly(false);
  }
}
