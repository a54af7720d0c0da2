package io.github.customerio4j.extract.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.engine.page.PageReader;
import io.github.customerio4j.extract.engine.page.ReadSlice;
import io.github.customerio4j.extract.engine.row.RecordShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFolderTest {
  @TempDir Path folder;

  @Test
  void closeDeletesOwnFolderOnly() throws IOException {
    Path parent = folder.resolve("not/yet/there");
    try (SpoolFolder other = SpoolFolder.createIn(parent, OptionalLong.empty())) {
      Files.writeString(other.files().newFile(), "stays");
      SpoolFolder spool = SpoolFolder.createIn(parent, OptionalLong.empty());
      Path file = spool.files().newFile();
      Files.writeString(file, "goes");
      spool.close();

      assertThat(file).doesNotExist();
      assertThat(file.getParent()).doesNotExist();
      assertThat(parent).isNotEmptyDirectory();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void sliceWithoutRowsCreatesNoFile() throws IOException {
    try (ReadSlice slice = new ReadSlice(folder)) {
      slice.page("{\"items\":[]}");

      assertThat(slice.spool().bytes()).isZero();
      slice.records("{\"a\":1}");
      assertThat(slice.spool().bytes()).isPositive();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void pageBeyondLimitFailsWithLimitFolderAndRemedy() throws IOException {
    RecordShape shape = RecordShape.builder().itemsKey(ReadSlice.ITEMS).build();
    try (SpoolFolder spool = SpoolFolder.createIn(folder, OptionalLong.of(100));
        SliceSpool part = spool.scratchPart(shape)) {
      PageReader reader = new PageReader(part);
      reader.decode(new Buffer().writeUtf8("{\"items\":[{\"a\":\"fits\"}]}"));
      part.commitPage();
      long before = spool.bytes();
      reader.decode(new Buffer().writeUtf8("{\"items\":[{\"a\":\"" + "x".repeat(100) + "\"}]}"));

      assertThatThrownBy(part::commitPage)
          .isInstanceOf(SpoolFullException.class)
          .hasMessage(
              "Cannot spool more rows in "
                  + folder
                  + ": they would take more than the limit of 100 bytes. Raise maxSpoolBytes, or extract"
                  + " less at a time.");
      assertThat(spool.bytes()).isEqualTo(before);
    }
  }
}
