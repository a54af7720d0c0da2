package io.github.customerio4j.extract.sink.jsonl;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** How files are compressed. The same rows give the same bytes. */
public enum Compression {
  /** Not at all: {@code NAME.jsonl}. */
  NONE("jsonl"),
  /** By gzip: {@code NAME.jsonl.gz}. */
  GZIP("jsonl.gz"),
  /**
   * By Zstandard: {@code NAME.jsonl.zst}. Needs {@code com.github.luben:zstd-jni} on the class
   * path.
   */
  ZSTD("jsonl.zst");

  private static final int BUFFER = 64 << 10;

  private final String extension;

  Compression(String extension) {
    this.extension = extension;
  }

  /** What the files' names end with, behind the table's and a dot. */
  String extension() {
    return extension;
  }

  /** Checks that what compresses is there. */
  void check() throws IOException {
    if (this == ZSTD) {
      try {
        Zstandard.load();
      } catch (LinkageError e) {
        throw new IOException(
            "Cannot write JSON lines with compression ZSTD: the library com.github.luben:zstd-jni"
                + " is missing or does not run here. Add it to the class path, or use GZIP.",
            e);
      }
    }
  }

  /** A stream whose closing ends the compressed text and closes the given one. */
  OutputStream over(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      // Its header holds no time.
      case GZIP -> new GZIPOutputStream(out, BUFFER);
      case ZSTD -> Zstandard.over(out);
    };
  }
}
