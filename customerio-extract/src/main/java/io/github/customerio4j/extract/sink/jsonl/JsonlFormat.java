package io.github.customerio4j.extract.sink.jsonl;

import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.NewFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a table as JSON lines: UTF-8, one object per row and line, {@code \n} line ends.
 *
 * <p>A row is the record as the API gave it: nested objects, arrays, booleans, numbers with their
 * original digits, {@code null} where the record has it and no field where the record has none.
 * Fields are in the order of the table's columns, and space between tokens is not kept. A field
 * that the run adds, such as a parent's id, is a string. Fields beyond the limit on columns are in
 * their place, too.
 *
 * <p>A Full Load writes {@code NAME.jsonl}, which replaces the previous one and everything that was
 * appended to it. An Incremental Update appends: each run adds {@code NAME/RUN_ID.jsonl}, whose
 * rows begin with the field {@code _run_id}, and changes no other file. Of rows with the same key
 * the last one is valid. {@code RUN_ID} is the time at which the run began, such as {@code
 * 20261126T113045Z}.
 *
 * <pre>{@code
 * TableSink sink = FileSink.builder(Path.of("out/tables"), JsonlFormat.gzip()).build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class JsonlFormat implements FileFormat {
  private final Compression compression;

  JsonlFormat(Compression compression) {
    this.compression = compression;
  }

  /** Files without compression: {@code NAME.jsonl}. */
  public static JsonlFormat plain() {
    return new JsonlFormat(Compression.NONE);
  }

  /** Files compressed by gzip: {@code NAME.jsonl.gz}. */
  public static JsonlFormat gzip() {
    return new JsonlFormat(Compression.GZIP);
  }

  /**
   * Files compressed by Zstandard: {@code NAME.jsonl.zst}. Needs {@code com.github.luben:zstd-jni}
   * on the class path, which is checked when a run begins.
   */
  public static JsonlFormat zstd() {
    return new JsonlFormat(Compression.ZSTD);
  }

  @Override
  public String extension() {
    return compression.extension();
  }

  @Override
  public Set<String> extensions() {
    return Arrays.stream(Compression.values())
        .map(Compression::extension)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean appends() {
    return true;
  }

  @Override
  public boolean keepsNulls() {
    return true;
  }

  @Override
  public void check() throws IOException {
    compression.check();
  }

  @Override
  public TableWriter open(NewFile file) throws IOException {
    return JsonlFile.open(file, compression);
  }
}
