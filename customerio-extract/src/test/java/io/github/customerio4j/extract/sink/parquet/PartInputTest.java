package io.github.customerio4j.extract.sink.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.customerio4j.extract.sink.file.PreviousFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartInputTest {
  private static final int BYTES = 300_000;

  private final byte[] content = new byte[BYTES];
  private final List<Integer> lengths = new ArrayList<>();
  @TempDir private Path folder;

  private SeekableInputStream open() throws IOException {
    new Random(7).nextBytes(content);
    PreviousFile file = PreviousFile.of(Files.write(folder.resolve("file"), content));
    return new PartInput(
            new PreviousFile() {
              @Override
              public String name() {
                return file.name();
              }

              @Override
              public long bytes() throws IOException {
                return file.bytes();
              }

              @Override
              public byte[] read(long offset, int length) throws IOException {
                lengths.add(length);
                return file.read(offset, length);
              }
            })
        .newStream();
  }

  private byte[] read(SeekableInputStream in, int from, int to) throws IOException {
    byte[] bytes = new byte[to - from];
    in.seek(from);
    in.readFully(bytes);
    assertThat(in.getPos()).isEqualTo(to);
    return bytes;
  }

  private byte[] expected(int from, int to) {
    return Arrays.copyOfRange(content, from, to);
  }

  @Test
  void endOfTheFileIsReadAtOnce() throws IOException {
    try (SeekableInputStream in = open()) {
      assertThat(read(in, BYTES - 8, BYTES)).isEqualTo(expected(BYTES - 8, BYTES));
      assertThat(read(in, BYTES - 9_000, BYTES - 8)).isEqualTo(expected(BYTES - 9_000, BYTES - 8));
    }
    assertThat(lengths).containsExactly(65_536);
  }

  @Test
  void endThatIsLongerIsReadWhole() throws IOException {
    try (SeekableInputStream in = open()) {
      assertThat(read(in, BYTES - 8, BYTES)).isEqualTo(expected(BYTES - 8, BYTES));
      assertThat(read(in, 100_000, BYTES - 8)).isEqualTo(expected(100_000, BYTES - 8));
    }
    assertThat(lengths).containsExactly(65_536, 199_992);
  }

  @Test
  void piecesAreReadFromTheirPlaces() throws IOException {
    try (SeekableInputStream in = open()) {
      assertThat(read(in, 10, 20)).isEqualTo(expected(10, 20));
      assertThat(read(in, 20, 70_000)).isEqualTo(expected(20, 70_000));
      in.seek(299_999);
      assertThat(in.read()).isEqualTo(content[299_999] & 0xff);
      assertThat(in.read()).isEqualTo(-1);
      assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(in, 299_999, 300_001));
    }
  }

  @Test
  void fileThatBecameShorterIsTold() throws IOException {
    PreviousFile file = PreviousFile.of(Files.write(folder.resolve("short"), new byte[10]));
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> file.read(5, 6))
        .withMessageContaining("ends before byte 11");
  }
}
