package io.github.customerio4j.iceberg;

import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** The files of a process that dies: from a moment on, no file can be read, made or deleted. */
final class DyingFiles implements FileIO {
  private static final long serialVersionUID = 1L;

  private final LocalFileIO files = new LocalFileIO();
  private long left = Long.MAX_VALUE;

  /** Lets some more calls through. */
  void dieAfter(long calls) {
    left = calls;
  }

  /** Whether a call was refused. */
  boolean isDead() {
    return left < 0;
  }

  private LocalFileIO files() {
    left--;
    if (left < 0) {
      left = -1;
      // Iceberg does not try this one again.
      throw new NotFoundException("The process died.");
    }
    return files;
  }

  @Override
  public InputFile newInputFile(String location) {
    return files().newInputFile(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return files().newOutputFile(location);
  }

  @Override
  public void deleteFile(String location) {
    files().deleteFile(location);
  }
}
