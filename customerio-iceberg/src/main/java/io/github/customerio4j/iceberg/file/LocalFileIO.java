package io.github.customerio4j.iceberg.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * The files of a warehouse on a local disk. For a catalog that takes its class by name: {@code
 * io-impl=io.github.customerio4j.iceberg.file.LocalFileIO}. A place is a path, or an address that
 * begins with {@code file:}.
 */
public final class LocalFileIO implements SupportsPrefixOperations {
  private static final long serialVersionUID = 1L;

  /** Iceberg makes one by its class. */
  public LocalFileIO() {}

  private static Path path(String location) {
    Objects.requireNonNull(location, "location");
    return location.startsWith("file:")
        ? Path.of(URI.create(location).getPath())
        : Path.of(location);
  }

  @Override
  public InputFile newInputFile(String location) {
    return new LocalInput(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new LocalOutput(location);
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(path(location));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + location, e);
    }
  }

  /** The files whose places begin with a text, which need not be a folder. */
  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    Path beginning = path(prefix);
    Path parent = beginning.getParent();
    Path start = prefix.endsWith("/") || parent == null ? beginning : parent;
    List<FileInfo> files = new ArrayList<>();
    if (!Files.isDirectory(start)) {
      return files;
    }
    try {
      Files.walkFileTree(start, new Listing(beginning, prefix.startsWith("file:"), files));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + prefix, e);
    }
    return files;
  }

  private static final class Listing extends SimpleFileVisitor<Path> {
    private final String beginning;
    private final boolean isAddress;
    private final List<FileInfo> files;

    Listing(Path beginning, boolean isAddress, List<FileInfo> files) {
      this.beginning = beginning.toString();
      this.isAddress = isAddress;
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().startsWith(beginning)) {
        String location = isAddress ? file.toUri().toString() : file.toString();
        files.add(
            new FileInfo(location, attributes.size(), attributes.lastModifiedTime().toMillis()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        // Another process deleted it in the meantime.
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }

  @Override
  public void deletePrefix(String prefix) {
    listPrefix(prefix).forEach(file -> deleteFile(file.location()));
  }

  private record LocalInput(String location) implements InputFile {
    @Override
    public long getLength() {
      try {
        return Files.size(path(location));
      } catch (NoSuchFileException e) {
        throw new NotFoundException(e, "Cannot find %s", location);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + location, e);
      }
    }

    @Override
    public SeekableInputStream newStream() {
      try {
        return new LocalStream(new FileInputStream(path(location).toFile()));
      } catch (IOException e) {
        throw new NotFoundException(e, "Cannot open %s", location);
      }
    }

    @Override
    public boolean exists() {
      return Files.exists(path(location));
    }
  }

  private static final class LocalStream extends SeekableInputStream {
    private final FileInputStream in;

    LocalStream(FileInputStream in) {
      this.in = in;
    }

    @Override
    public long getPos() throws IOException {
      return in.getChannel().position();
    }

    @Override
    public void seek(long position) throws IOException {
      in.getChannel().position(position);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private record LocalOutput(String location) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      if (Files.exists(path(location))) {
        throw new AlreadyExistsException("Cannot create %s: it exists", location);
      }
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      try {
        Path parent = path(location).getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        return new LocalWriter(
            Files.newOutputStream(
                path(location),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            path(location));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot create " + location, e);
      }
    }

    @Override
    public InputFile toInputFile() {
      return new LocalInput(location);
    }
  }

  /** On close the bytes are on the disk: a commit refers to them. */
  private static final class LocalWriter extends CountedOutput {
    private final Path file;

    LocalWriter(OutputStream out, Path file) {
      super(out);
      this.file = file;
    }

    @Override
    void ended() throws IOException {
      try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "rw")) {
        written.getFD().sync();
      }
    }
  }
}
