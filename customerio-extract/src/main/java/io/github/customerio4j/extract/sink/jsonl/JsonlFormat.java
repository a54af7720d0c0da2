package io.github.customerio4j.extract.sink.jsonl;

import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.NewFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A table as JSON lines. */
record JsonlFormat(Compression compression) implements FileFormat {

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
