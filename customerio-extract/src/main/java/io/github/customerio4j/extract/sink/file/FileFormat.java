package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * How a table becomes a file. The smallest format has two methods; where the file lies, when it is
 * seen, and that a run which dies leaves no half of it, is {@link FileSink}'s matter.
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
 * <p>Thread-safe: runs share it, each opens files of its own.
 */
public interface FileFormat {

  /**
   * What a data file's name has behind the table's and a dot: {@code csv}, {@code jsonl.gz}.
   * Letters, digits, {@code -} and {@code _}, with dots between them.
   */
  String extension();

  /**
   * The extensions under which former runs may have written the same table, so that the whole table
   * takes the place of all of them: the same format with another compression. By default it is only
   * {@link #extension}.
   */
  default Set<String> extensions() {
    return Set.of(extension());
  }

  /**
   * Whether an Incremental Update adds a file {@code NAME/RUN_ID.EXTENSION} to those of former
   * runs. By default it does not: the file has the new rows and takes the place of the former one,
   * which somebody has fetched by then.
   */
  default boolean appends() {
    return false;
  }

  /**
   * Whether rows are to tell fields that are {@code null} from those that are absent: see {@link
   * io.github.customerio4j.extract.sink.TableSink#keepsNulls}. By default they do not.
   */
  default boolean keepsNulls() {
    return false;
  }

  /**
   * Checks, when a run begins, that files of this format can be written here.
   *
   * @throws IOException if not, for example because a library is missing; says how to get it
   */
  default void check() throws IOException {}

  /**
   * Starts a table's data file, which must exist from then on. Each row that the writer is given
   * has the table's columns. Its {@code complete} has written and closed the file when it returns;
   * forcing it to the disk is not its matter. After a {@code close} without {@code complete} the
   * file is deleted. Calls come in order: one that fails, and any {@code complete}, is followed by
   * {@code close} only.
   *
   * @throws IOException if the file cannot be made, or cannot hold the table
   */
  TableWriter open(NewFile file) throws IOException;

  /**
   * Small files that go with the data file: their content, by what their names have behind the data
   * file's name, such as {@code .manifest}. None by default.
   */
  default Map<String, byte[]> companions(TableSchema schema) throws IOException {
    return Map.of();
  }
}
