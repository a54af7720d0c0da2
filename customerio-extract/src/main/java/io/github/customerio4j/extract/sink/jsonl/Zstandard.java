package io.github.customerio4j.extract.sink.jsonl;

import com.github.luben.zstd.ZstdOutputStream;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.io.OutputStream;

/** The only class that needs the Zstandard library; it is loaded only if the library is used. */
final class Zstandard {

  private Zstandard() {}

  /**
   * Loads the library's native part.
   *
   * @throws LinkageError if the library is missing, or has no native part for this system
   */
  static void load() {
    Native.load();
  }

  static OutputStream over(OutputStream out) throws IOException {
    return new ZstdOutputStream(out).setChecksum(true);
  }
}
