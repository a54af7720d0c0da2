package io.github.customerio4j.s3;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;

/** A part of a file, which is read while it is sent: once for each attempt. */
record FilePart(Path file, long offset, long length) {
  RequestBody body() {
    return RequestBody.fromContentProvider(this::open, length, "application/octet-stream");
  }

  private InputStream open() {
    try {
      FileChannel channel = FileChannel.open(file);
      channel.position(offset);
      return new BufferedInputStream(new Bounded(Channels.newInputStream(channel), length), 65_536);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends after so many bytes. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long length) {
      super(in);
      left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("The file became shorter while it was uploaded");
      }
      left -= read;
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = in.skip(Math.min(bytes, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(in.available(), left);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
