package io.github.customerio4j.extract.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files so that a crash or a power failure does not lose them. */
public final class DurableFiles {

  private DurableFiles() {}

  /**
   * Makes the folder and its parents if they are missing.
   *
   * @throws IOException if it cannot be made, or a file is in its place
   */
  public static void createFolder(Path folder) throws IOException {
    // JDK 17 refuses to create a folder whose path ends in a symbolic link to a folder.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  /**
   * Checks that a folder can take files, by a file that is deleted at once. A folder that is
   * missing is not made: the nearest parent that exists is checked instead.
   *
   * @throws IOException if no file can be made there
   */
  public static void probe(Path folder) throws IOException {
    Files.delete(Files.createTempFile(nearest(folder), ".customerio", ".check"));
  }

  private static Path nearest(Path folder) {
    Path parent = folder.getParent();
    return parent == null || Files.exists(folder) ? folder : nearest(parent);
  }

  /**
   * Writes a new file and forces it to the disk. Its name is durable only after {@link
   * #forceFolder}.
   *
   * @throws IOException if the file exists or cannot be written
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /**
   * Replaces a file in one step: a crash leaves the previous content or the new content, never a
   * part.
   *
   * @param file the file, which need not exist
   * @param draft a file in the same folder that does not exist; it is deleted if writing fails
   * @param bytes the new content
   */
  public static void replace(Path file, Path draft, byte[] bytes) throws IOException {
    try {
      write(draft, bytes);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      forceFolder(folder);
    }
  }

  /** Forces the content of a closed file to the disk. */
  public static void forceFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /**
   * Forces the names in a folder to the disk. Does nothing where the system does not let a folder
   * be opened.
   */
  public static void forceFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
