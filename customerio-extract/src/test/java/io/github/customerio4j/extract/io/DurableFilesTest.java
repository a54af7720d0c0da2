package io.github.customerio4j.extract.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
  private static final byte[] BYTES = "new".getBytes(UTF_8);

  @TempDir Path folder;

  @Test
  void createFolderAcceptsASymbolicLinkToAFolder() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    DurableFiles.createFolder(link);
    DurableFiles.createFolder(link.resolve("a/b"));
    assertThat(folder.resolve("a/b")).isDirectory();
  }

  @Test
  void probeOfAMissingFolderLeavesNothingBehind() throws IOException {
    DurableFiles.probe(folder.resolve("a/b"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void probeFailsWhereAFileIsInPlaceOfAFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatIOException().isThrownBy(() -> DurableFiles.probe(file.resolve("below")));
  }

  @Test
  void writeRefusesAnExistingFile() throws IOException {
    Path file = folder.resolve("file");
    DurableFiles.write(file, BYTES);
    DurableFiles.forceFile(file);
    DurableFiles.forceFolder(folder);
    assertThat(file).hasBinaryContent(BYTES);
    assertThatIOException()
        .isThrownBy(() -> DurableFiles.write(file, BYTES))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void replaceLeavesOnlyTheNewFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "previous");
    DurableFiles.replace(file, folder.resolve("draft"), BYTES);
    assertThat(file).hasBinaryContent(BYTES);
    assertThat(folder.resolve("draft")).doesNotExist();
  }

  @Test
  void failedReplaceDeletesItsDraft() throws IOException {
    Path file = folder.resolve("file");
    Files.createDirectories(file.resolve("inside"));
    assertThatIOException()
        .isThrownBy(() -> DurableFiles.replace(file, folder.resolve("draft"), BYTES));
    assertThat(folder.resolve("draft")).doesNotExist();
    assertThat(file.resolve("inside")).isDirectory();
  }
}
