package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a table to a file. The smallest format has two methods. {@link FileSink} decides where the
 * file is and when it becomes visible, so that a run that dies leaves no partial file.
 *
 * <pre>{@code
 * final class IdsFormat implements FileFormat {
 *   public String extension() {
 *     return "ids";
 *   }
 *
 *   public TableWriter open(NewFile file) throws IOException {
 *     Writer out = Files.newBufferedWriter(file.path());
 *     return new TableWriter() {
 *       public void write(Row row) throws IOException {
 *         out.write(row.text(0) + "\n");
 *       }
 *
 *       public void complete() throws IOException {
 *         out.close();
 *       }
 *
 *       public void close() throws IOException {
 *         out.close();
 *       }
 *     };
 *   }
 * }
 * }</pre>
 *
 * <p>Thread-safe: runs share a format, and each opens its own files.
 */
public interface FileFormat {

  /**
   * The extension of a data file, after the table's name and a dot: {@code csv}, {@code jsonl.gz}.
   * Letters, digits, {@code -} and {@code _}, with dots between them.
   */
  String extension();

  /**
   * The extensions of files of the same table that a whole table replaces: those of the same format
   * with any compression. By default only {@link #extension}.
   */
  default Set<String> extensions() {
    return Set.of(extension());
  }

  /**
   * Whether an Incremental Update adds a file {@code NAME/RUN_ID.EXTENSION} to the files of
   * previous runs. By default it does not: a file with the new rows replaces the previous one,
   * which its reader has fetched by then.
   */
  default boolean appends() {
    return false;
  }

  /**
   * Whether rows distinguish fields that are {@code null} from absent fields: see {@link
   * io.github.customerio4j.extract.sink.TableSink#keepsNulls}. By default they do not.
   */
  default boolean keepsNulls() {
    return false;
  }

  /**
   * Checks at the start of a run that files of this format can be written, for example that a
   * library is present. By default there is nothing to check.
   *
   * @throws IOException if they cannot be written; the message says what to do
   */
  default void check() throws IOException {}

  /**
   * Makes a table's data file and returns its writer. Each row that the writer gets has the table's
   * columns. When its {@code complete} returns, the file is written and closed; {@link FileSink}
   * forces it to the disk. After a {@code close} without {@code complete} the file is deleted.
   * After a call that fails, and after {@code complete}, only {@code close} is called.
   *
   * @throws IOException if the file cannot be made, or cannot hold the table
   */
  TableWriter open(NewFile file) throws IOException;

  /**
   * Those of the {@linkplain NewFile#previous previous files} that can no longer be read together
   * with the new one, for example because a column got a wider type. {@link #rewrite} writes each
   * of them again, and it is replaced in the same commit. None by default.
   *
   * @param file the new file, which is complete
   */
  default List<Path> outdated(NewFile file) throws IOException {
    return List.of();
  }

  /**
   * Writes a previous file again so that it can be read together with the new one.
   *
   * @param previous an {@link #outdated} file, which stays as it is
   * @param file the new file, which is complete
   * @param to a file that does not exist yet
   */
  default void rewrite(Path previous, NewFile file, Path to) throws IOException {
    throw new UnsupportedOperationException("Cannot rewrite " + previous + ": not implemented");
  }

  /**
   * Small files that accompany the data file. A key is the end of a file's name, after the data
   * file's name, such as {@code .manifest}; a value is the file's content. None by default.
   */
  default Map<String, byte[]> companions(TableSchema schema) throws IOException {
    return Map.of();
  }
}
