package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.io.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose tables are in an output folder, where they have a column with their workspace: a small file
 * in the folder names it, so that one workspace does not replace the files of another.
 *
 * @param workspace the workspace of the sink, if its tables have that column
 */
record FolderOwner(Path folder, Optional<String> workspace) {
  /** What to do if the folder is another workspace's. */
  static final String HINT =
      " Each workspace needs a folder of its own: put {workspace} into the folder's name.";

  private static final String FILE = ".customerio-workspace";

  /**
   * Requires that the folder is nobody's, or the sink's.
   *
   * @throws IOException if it is another workspace's, or cannot be read
   */
  void require() throws IOException {
    if (Files.notExists(file())) {
      return;
    }
    String owner = Files.readString(file(), StandardCharsets.UTF_8).strip();
    require(folder, "folder", owner, workspace);
  }

  /**
   * Requires that a place with tables is that of the sink's workspace.
   *
   * @param kind what the place is
   * @param owner whose it is
   * @throws IOException if it is another workspace's
   */
  static void require(Object place, String kind, String owner, Optional<String> workspace)
      throws IOException {
    if (workspace.isEmpty()) {
      throw new IOException(
          "Cannot write tables to %s: it holds those of workspace %s, with a column for it. Name the workspace by --workspace, or another %s."
              .formatted(place, owner, kind));
    }
    if (!workspace.get().equals(owner)) {
      throw new IOException(
          "Cannot write tables of workspace %s to %s: it holds those of workspace %s.%s"
              .formatted(workspace.get(), place, owner, HINT.replace("folder", kind)));
    }
  }

  /** Says that the folder is the sink's, before the first commit. */
  void mark() throws IOException {
    if (workspace.isPresent() && Files.notExists(file())) {
      DurableFiles.write(file(), (workspace.get() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private Path file() {
    return folder.resolve(FILE);
  }
}
