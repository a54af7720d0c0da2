package io.github.customerio4j.extract.sink.jsonl;

import com.github.luben.zstd.ZstdOutputStream;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.io.OutputStream;

/** The one class that needs the library; it is loaded only where Zstandard is wanted. */
final class Zstandard {

  private Zstandard() {}

  /**
   * Loads the library's native part.
   *
   * @throws LinkageError if it is missing, or has none for this system
   */
  static void load() {
    Native.load();
  }

  static OutputStream over(OutputStream out) throws IOException {
    return new ZstdOutputStream(out).setChecksum(true);
  }
}
