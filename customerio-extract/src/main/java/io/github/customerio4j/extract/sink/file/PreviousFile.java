package io.github.customerio4j.extract.sink.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file of a previous run, to read parts of it where it is, such as its end. Of a file in a bucket
 * nothing else is fetched. Thread-safe.
 */
public interface PreviousFile {

  /** Where it is, for people. */
  String name();

  /** Its size in bytes. */
  long bytes() throws IOException;

  /**
   * Reads a part.
   *
   * @param offset the first byte
   * @param length how many bytes; the file has them
   */
  byte[] read(long offset, int length) throws IOException;

  /** A file on the local disk. */
  static PreviousFile of(Path path) {
    Objects.requireNonNull(path, "path");
    return new PreviousFile() {
      @Override
      public String name() {
        return path.toString();
      }

      @Override
      public long bytes() throws IOException {
        return Files.size(path);
      }

      @Override
      public byte[] read(long offset, int length) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(path)) {
          while (part.hasRemaining()) {
            if (channel.read(part, offset + part.position()) < 0) {
              throw new EOFException(path + " ends before byte " + (offset + length));
            }
          }
        }
        return part.array();
      }
    };
  }
}
