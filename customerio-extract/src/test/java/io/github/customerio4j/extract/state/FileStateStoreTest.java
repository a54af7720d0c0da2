package io.github.customerio4j.extract.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStateStoreTest extends StateStoreContract {

  @TempDir Path folder;

  @Override
  StateStore store() {
    return new FileStateStore(folder.resolve("state.json"));
  }

  @Test
  void secondStoreOnTheSameFileLoadsTheSavedState() throws IOException {
    store().save(SAMPLE);
    assertThat(store().load()).isEqualTo(SAMPLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "{}", " { } "})
  void emptyFileIsTheEmptyState(String text) throws IOException {
    Files.writeString(folder.resolve("state.json"), text);
    assertThat(store().load()).isEqualTo(ExtractionState.empty());
  }

  @Test
  void saveMakesMissingFolders() throws IOException {
    Path file = folder.resolve("a/b/state.json");
    new FileStateStore(file).save(SAMPLE);
    assertThat(file).isRegularFile();
  }

  @Test
  void saveLeavesOnlyTheStateInTheFolder() throws IOException {
    store().save(SAMPLE);
    store().save(ExtractionState.empty());
    assertThat(folder).isDirectoryContaining(path -> path.endsWith("state.json"));
    assertThat(folder.toFile().list()).containsExactly("state.json");
  }

  @Test
  void interruptedSaveLeavesThePreviousState() throws IOException {
    store().save(SAMPLE);
    Files.writeString(folder.resolve(".state.json.0.tmp"), "{\"version\":1,\"tab");
    assertThat(store().load()).isEqualTo(SAMPLE);
  }

  @Test
  void sameStatesGiveTheSameBytes() throws IOException {
    Path file = folder.resolve("state.json");
    store().save(SAMPLE);
    byte[] first = Files.readAllBytes(file);
    store().save(store().load());
    assertThat(file).hasBinaryContent(first);
  }

  @Test
  void fileInPlaceOfTheFolderFailsTheSaveWithTheRemedy() throws IOException {
    Path blocker = Files.writeString(folder.resolve("file"), "");
    Path file = blocker.resolve("state.json");
    assertThatIOException()
        .isThrownBy(() -> new FileStateStore(file).save(SAMPLE))
        .withMessageStartingWith("Cannot save the state to " + file + ": ")
        .withMessageEndingWith(
            "Let this process write to that folder, or name another file;"
                + " the previous state is unchanged.");
  }

  @Test
  void failedSaveLeavesNoDraft() throws IOException {
    Path file = folder.resolve("state.json");
    Files.createDirectories(file.resolve("inside"));
    assertThatIOException()
        .isThrownBy(() -> new FileStateStore(file).save(SAMPLE))
        .withMessageStartingWith("Cannot save the state to " + file);
    assertThat(folder.toFile().list()).containsExactly("state.json");
  }

  @Test
  void folderInPlaceOfTheFileCannotBeRead() throws IOException {
    Path file = Files.createDirectory(folder.resolve("state.json"));
    assertThatIOException()
        .isThrownBy(() -> store().load())
        .withMessageStartingWith("Cannot read the state from " + file)
        .withMessageEndingWith("Name a file that this process may read.");
  }

  @Test
  void damageIsReportedWithTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("state.json"), "{\"version\":1,");
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> store().load())
        .withMessageContaining("not well-formed JSON")
        .withMessageEndingWith("File: " + file);
  }

  @Test
  void bytesThatAreNotUtf8AreReportedWithTheFile() throws IOException {
    Path file = folder.resolve("state.json");
    Files.write(file, new byte[] {'{', '"', (byte) 0xC3, '"', '}'});
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> store().load())
        .withMessageContaining(file + " is not text in UTF-8");
  }

  @Test
  void rootOfAFileSystemIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileStateStore(Path.of("/")))
        .withMessageContaining("Name a file");
  }

  @Test
  void checkFindsAStateThatCannotBeSaved(@TempDir Path folder) throws IOException {
    Path inTheWay = Files.createFile(folder.resolve("file"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new FileStateStore(inTheWay.resolve("state.json")).check())
        .withMessageStartingWith("Cannot save the state to ")
        .withMessageContaining("Let this process write to that folder");
    Path asFolder = Files.createDirectory(folder.resolve("state.json"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new FileStateStore(asFolder).check())
        .withMessageContaining("AccessDeniedException");
  }

  @Test
  void checkLeavesNothingBehind(@TempDir Path folder) throws IOException {
    new FileStateStore(folder.resolve("state.json")).check();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void secondRunIsRefusedAndTheHolderIsNamed() throws IOException {
    StateStore store = new FileStateStore(folder.resolve("state.json"));
    Closeable lock = store.lock();
    try (lock) {
      assertThatIOException()
          .isThrownBy(() -> new FileStateStore(folder.resolve("state.json")).lock())
          .withMessage(
              "Cannot begin a run: another one (process %d, this one) is using the state %s. Wait"
                  + " until it ends.",
              ProcessHandle.current().pid(), folder.resolve("state.json"));
    }
    store.lock().close();
    assertThat(folder).as("nothing is left").isEmptyDirectory();
  }

  @Test
  void lockDeletesOnlyDraftsOfADeadRun() throws IOException {
    Files.writeString(folder.resolve("state.json"), "{}");
    Files.writeString(folder.resolve(".state.json.lock"), "process 1");
    Files.writeString(
        folder.resolve(".state.json.01234567-89ab-cdef-0123-456789abcdef.tmp"), "half");
    Files.writeString(folder.resolve(".state.json.mine.tmp"), "mine");

    new FileStateStore(folder.resolve("state.json")).lock().close();

    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("state.json", ".state.json.mine.tmp");
  }

  @Test
  void byteOrderMarkAndLineEndsOfWindowsAreRead() throws IOException {
    Files.writeString(folder.resolve("state.json"), "\ufeff" + SAMPLE.toJson() + "\r\n");
    assertThat(store().load()).isEqualTo(SAMPLE);
  }

  @Test
  void utf16IsNamedWithTheFile() throws IOException {
    Path file = folder.resolve("state.json");
    Files.writeString(file, SAMPLE.toJson(), StandardCharsets.UTF_16LE);
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> store().load())
        .withMessageContaining(file + " is text in UTF-16. Save it in UTF-8");
  }
}
