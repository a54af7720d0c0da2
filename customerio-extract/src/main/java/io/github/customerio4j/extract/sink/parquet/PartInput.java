package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.file.PreviousFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Gives the library a previous file, of which it reads the end and then pieces. The last bytes are
 * read at once, as in most files they have all that the library wants.
 */
record PartInput(PreviousFile file) implements InputFile {
  private static final int WINDOW_BYTES = 64 << 10;

  @Override
  public long getLength() throws IOException {
    return file.bytes();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    Window window = new Window(file, file.bytes());
    return new DelegatingSeekableInputStream(window) {
      @Override
      public long getPos() {
        return window.position;
      }

      @Override
      public void seek(long position) {
        window.position = position;
      }
    };
  }

  @Override
  public String toString() {
    return file.name();
  }

  /** Reads small pieces from a window of the file, and large ones from the file. */
  private static final class Window extends InputStream {
    private final PreviousFile file;
    private final long end;
    private long position;
    private long start;
    private byte[] content = new byte[0];

    Window(PreviousFile file, long end) {
      this.file = file;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (position < 0) {
        throw new EOFException("Cannot read byte " + position);
      }
      int wanted = (int) Math.min(length, end - position);
      if (wanted <= 0) {
        return -1;
      }
      if (position < start || position >= start + content.length) {
        // A window that would reach the end begins earlier, so that it has the whole footer.
        start = Math.max(0, Math.min(position, end - WINDOW_BYTES));
        int size = (int) Math.max(Math.min(WINDOW_BYTES, end - start), position + wanted - start);
        content = new byte[0];
        content = file.read(start, size);
      }
      int from = (int) (position - start);
      int read = Math.min(wanted, content.length - from);
      System.arraycopy(content, from, bytes, offset, read);
      position += read;
      return read;
    }
  }
}
