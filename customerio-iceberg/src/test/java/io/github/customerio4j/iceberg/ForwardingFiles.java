package io.github.customerio4j.iceberg;

import io.github.customerio4j.iceberg.file.LocalFileIO;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Local files that learn of each call before it happens, and may refuse it. */
abstract class ForwardingFiles implements FileIO {
  private static final long serialVersionUID = 1L;

  private final LocalFileIO files = new LocalFileIO();

  /** Is called before each call to the files. */
  abstract void beforeCall();

  private LocalFileIO files() {
    beforeCall();
    return files;
  }

  @Override
  public final InputFile newInputFile(String location) {
    return files().newInputFile(location);
  }

  @Override
  public final OutputFile newOutputFile(String location) {
    return files().newOutputFile(location);
  }

  @Override
  public final void deleteFile(String location) {
    files().deleteFile(location);
  }
}
