package io.github.customerio4j.client;

import io.github.customerio4j.client.error.DownloadRestartException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Decompresses a download if it is gzip data. The first bytes decide: headers of object stores are
 * not reliable, and no CSV file begins like that.
 */
final class UnpackedStream extends FilterInputStream {
  private static final int MAX_LAYERS = 2; // Stored as .gz, and compressed again by the store.
  private static final int BUFFER = 64 * 1024;

  private final ResumingStream source;
  private final String operation;

  private UnpackedStream(InputStream unpacked, ResumingStream source, String operation) {
    super(unpacked);
    this.source = source;
    this.operation = operation;
  }

  static InputStream of(ResumingStream source, String operation) throws IOException {
    try {
      InputStream unpacked = source;
      for (int layer = 0; layer < MAX_LAYERS; layer++) {
        PushbackInputStream start = new PushbackInputStream(unpacked, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean packed = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        unpacked = packed ? new GZIPInputStream(start, BUFFER) : start;
        if (!packed) {
          break;
        }
      }
      return new UnpackedStream(unpacked, source, operation);
    } catch (ZipException | EOFException e) {
      // The first bytes of each layer are read here, so a download cut early fails here.
      source.close();
      throw damaged(operation, e);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(bytes, offset, length);
    } catch (ZipException | EOFException e) {
      throw damaged(operation, e);
    }
    if (count == -1) {
      source.rethrowFailure(); // GZIPInputStream treats a failure between two members as the end.
    }
    return count;
  }

  private static DownloadRestartException damaged(String operation, IOException e) {
    return new DownloadRestartException(
        "Cannot "
            + operation
            + ": the download is damaged ("
            + e.getMessage()
            + "). Read it again from the start.",
        e);
  }
}
