package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.TableSchema;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A table's data file that is to be made.
 *
 * @param schema the table
 * @param path where to make it: in the staging folder, and not there yet. Scratch files may be made
 *     beside it under names that begin with its own; they go when the run ends
 * @param runId the run's id, such as {@code 20261126T113045Z}, if the file is going to lie beside
 *     those of former runs, so that each row is to carry it; empty if the file takes their place
 */
public record NewFile(TableSchema schema, Path path, Optional<String> runId) {}
