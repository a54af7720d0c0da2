package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.extract.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the state of the last run from {@code in/state.json} and writes the new one to {@code
 * out/state.json}, which the platform keeps if the job succeeds.
 */
final class InOutStateStore implements StateStore {
  private final StateStore in;
  private final StateStore out;

  InOutStateStore(Path dataDirectory) {
    this.in = new FileStateStore(dataDirectory.resolve("in").resolve("state.json"));
    this.out = new FileStateStore(dataDirectory.resolve("out").resolve("state.json"));
  }

  @Override
  public Closeable lock() throws IOException {
    return out.lock();
  }

  @Override
  public ExtractionState load() throws IOException {
    return in.load();
  }

  @Override
  public void check() throws IOException {
    out.check();
  }

  @Override
  public void save(ExtractionState state) throws IOException {
    out.save(state);
  }
}
