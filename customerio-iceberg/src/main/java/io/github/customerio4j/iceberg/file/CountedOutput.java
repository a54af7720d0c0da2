package io.github.customerio4j.iceberg.file;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.iceberg.io.PositionOutputStream;

/** A stream that knows its position, and does something once when it has ended. */
abstract class CountedOutput extends PositionOutputStream {
  private final OutputStream out;
  private long position;
  private boolean isClosed;

  CountedOutput(OutputStream out) {
    this.out = out;
  }

  /** Called once, after the last byte was written and the stream was closed. */
  abstract void ended() throws IOException;

  /** Called once, whether the stream could be closed or not. */
  void release() throws IOException {}

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    position += length;
  }

  @Override
  public void close() throws IOException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      out.close();
      ended();
    } finally {
      release();
    }
  }
}
