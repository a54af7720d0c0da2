package io.github.customerio4j.extract.sink.jsonl;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** How files are compressed. The same rows give the same bytes. */
enum Compression {
  NONE("jsonl"),
  GZIP("jsonl.gz"),
  ZSTD("jsonl.zst");

  private static final int BUFFER = 64 << 10;

  private final String extension;

  Compression(String extension) {
    this.extension = extension;
  }

  /** The part of a file's name after the table's name and a dot. */
  String extension() {
    return extension;
  }

  /** Checks that the library for the compression is present. */
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

  /** Wraps a stream; closing the result ends the compressed text and closes the given stream. */
  OutputStream over(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      // Java's gzip header holds no time, so the same rows give the same bytes.
      case GZIP -> new GZIPOutputStream(out, BUFFER);
      case ZSTD -> Zstandard.over(out);
    };
  }
}
