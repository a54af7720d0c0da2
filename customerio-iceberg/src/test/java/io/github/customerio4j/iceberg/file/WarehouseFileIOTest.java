package io.github.customerio4j.iceberg.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.customerio4j.iceberg.FolderProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a warehouse in a bucket. */
class WarehouseFileIOTest {
  @TempDir private Path folder;
  private String bucket = "";
  private final WarehouseFileIO files = new WarehouseFileIO();

  @BeforeEach
  void name() {
    bucket = FolderProvider.address(folder.resolve("bucket"));
  }

  private byte[] write(String location, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    try (PositionOutputStream out = files.newOutputFile(location).create()) {
      out.write(content, 0, bytes / 2);
      assertThat(out.getPos()).isEqualTo(bytes / 2);
      out.write(content, bytes / 2, bytes - bytes / 2);
    }
    return content;
  }

  @Test
  void fileIsThereOnceItIsClosed() throws IOException {
    String location = bucket + "/crm/metadata/1.json";
    try (PositionOutputStream out = files.newOutputFile(location).create()) {
      out.write('x');
      assertThat(files.newInputFile(location).exists()).isFalse();
    }

    assertThat(files.newInputFile(location).exists()).isTrue();
    assertThat(files.newInputFile(location).getLength()).isEqualTo(1);
    assertThat(folder.resolve("bucket/crm/metadata/1.json")).hasContent("x");
  }

  @Test
  void largeFileIsReadWholeAndFromAnyPosition() throws IOException {
    String location = bucket + "/crm/data/large.parquet";
    byte[] content = write(location, 5_000_003);

    try (SeekableInputStream in = files.newInputFile(location).newStream()) {
      assertThat(in.readAllBytes()).isEqualTo(content);
      for (int position : new int[] {0, 4_999_999, 2_097_151, 2_097_152, 17}) {
        in.seek(position);
        assertThat(in.read()).as("byte " + position).isEqualTo(content[position] & 0xff);
        assertThat(in.getPos()).isEqualTo(position + 1);
      }
      in.seek(content.length);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void fileThatIsThereIsNotCreatedAgain() throws IOException {
    String location = bucket + "/crm/a";
    write(location, 3);

    assertThatExceptionOfType(AlreadyExistsException.class)
        .isThrownBy(() -> files.newOutputFile(location).create());
  }

  @Test
  void fileThatIsNotThereIsNotFound() {
    String location = bucket + "/crm/missing";

    assertThat(files.newInputFile(location).exists()).isFalse();
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> files.newInputFile(location).newStream());
  }

  @Test
  void fileWhoseNameBeginsAsAnotherIsNotTakenForIt() throws IOException {
    write(bucket + "/crm/a.json", 3);

    assertThat(files.newInputFile(bucket + "/crm/a").exists()).isFalse();
  }

  @Test
  void deletedFileIsGoneAndMayBeDeletedAgain() throws IOException {
    String location = bucket + "/crm/a";
    write(location, 3);

    files.deleteFile(location);
    files.deleteFile(location);

    assertThat(files.newInputFile(location).exists()).isFalse();
  }

  @Test
  void filesAreListedAndDeletedByTheBeginningOfTheirPlaces() throws IOException {
    for (String place : List.of(bucket, folder.resolve("local").toString(), address("of"))) {
      write(place + "/crm/data/7-a", 3);
      write(place + "/crm/data/7-b/c", 4);
      write(place + "/crm/data/8-a", 5);

      assertThat(files.listPrefix(place + "/crm/data/7-"))
          .extracting(FileInfo::location, FileInfo::size)
          .containsExactlyInAnyOrder(
              tuple(place + "/crm/data/7-a", 3L), tuple(place + "/crm/data/7-b/c", 4L));
      assertThat(files.listPrefix(place + "/crm/nothing/7-")).isEmpty();

      files.deletePrefix(place + "/crm/data/7-");
      assertThat(files.listPrefix(place + "/crm/data/"))
          .extracting(FileInfo::location)
          .containsExactly(place + "/crm/data/8-a");
    }
  }

  private String address(String name) {
    return folder.resolve(name).toUri().toString();
  }

  @Test
  void copyForAnotherProcessReadsAndCloses() throws Exception {
    byte[] content = write(bucket + "/crm/a", 3);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(files);
    }

    WarehouseFileIO unused = copy(bytes);
    unused.close();
    try (WarehouseFileIO copy = copy(bytes);
        SeekableInputStream in = copy.newInputFile(bucket + "/crm/a").newStream()) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  private static WarehouseFileIO copy(ByteArrayOutputStream written) throws Exception {
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(written.toByteArray()))) {
      return (WarehouseFileIO) in.readObject();
    }
  }

  @Test
  void addressWithoutSchemeIsLocal() throws IOException {
    write(folder.resolve("local/a").toString(), 3);

    assertThat(folder.resolve("local/a")).exists();
  }

  @Test
  void bucketsEndWhereKeysBegin() {
    assertThat(WarehouseObject.Place.of("s3a://lake/crm/a"))
        .isEqualTo(new WarehouseObject.Place("s3://lake", "crm/a"));
    assertThat(WarehouseObject.Place.of("az://account/container/crm/a"))
        .isEqualTo(new WarehouseObject.Place("az://account/container", "crm/a"));
    assertThat(WarehouseObject.Place.of("abfss://c@a.dfs.core.windows.net/crm/a"))
        .isEqualTo(new WarehouseObject.Place("abfss://c@a.dfs.core.windows.net", "crm/a"));
    assertThatIllegalArgumentException().isThrownBy(() -> WarehouseObject.Place.of("gs://lake"));
  }
}
