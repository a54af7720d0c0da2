package io.github.customerio4j.extract.sink.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** A folder on the disk as a bucket, for tests: each object is a file. */
@NullMarked
public final class FolderStore implements ObjectStore {
  private final Path folder;
  private final Path drafts;

  /** The objects are in the folder, which need not exist; their drafts are in one beside it. */
  public FolderStore(Path folder) {
    this.folder = folder;
    this.drafts = folder.resolveSibling(folder.getFileName() + ".drafts");
  }

  /** The file of an object. */
  public Path file(String key) {
    return folder.resolve(key);
  }

  @Override
  public String location() {
    return "folder://" + folder.getFileName();
  }

  @Override
  public boolean createIfAbsent(String key, byte[] content) throws IOException {
    Path draft = draft();
    try {
      Files.write(draft, content);
      Files.createDirectories(parent(key));
      // In one step with its whole content, as a bucket does it.
      Files.createLink(file(key), draft);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(draft);
    }
  }

  @Override
  public void upload(String key, Path file) throws IOException {
    put(key, file);
  }

  @Override
  public void copy(String from, String to) throws IOException {
    put(to, file(from));
  }

  private void put(String key, Path content) throws IOException {
    Path draft = draft();
    try {
      Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.createDirectories(parent(key));
      Files.move(draft, file(key), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private Path draft() throws IOException {
    return Files.createTempFile(Files.createDirectories(drafts), "draft", "");
  }

  private Path parent(String key) {
    Path parent = file(key).getParent();
    return parent == null ? folder : parent;
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    for (String key : keys) {
      Files.deleteIfExists(file(key));
    }
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return list(prefix, "");
  }

  @Override
  public List<StoredObject> list(String prefix, String after) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> new StoredObject(key(file), file.toFile().length()))
          .filter(object -> object.key().startsWith(prefix) && object.key().compareTo(after) > 0)
          .sorted(Comparator.comparing(StoredObject::key))
          .toList();
    }
  }

  private String key(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  @Override
  public InputStream read(String key) throws IOException {
    if (!Files.isRegularFile(file(key))) {
      throw new NoSuchFileException(key);
    }
    return Files.newInputStream(file(key));
  }

  @Override
  public byte[] read(String key, long offset, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(file(key))) {
      ByteBuffer part = ByteBuffer.allocate(length);
      while (part.hasRemaining() && channel.read(part, offset + part.position()) >= 0) {
        // Until the part is whole.
      }
      return part.array();
    }
  }

  @Override
  public void close() {}
}
