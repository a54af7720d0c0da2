package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.extract.config.ExtractionConfig;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of its own for the spool of a workspace, below that of its configuration. Two workspaces
 * with the same key and destination thus never resume each other's run, and none looks through the
 * folders of all others. An empty folder goes when the extraction ends; one that holds an
 * interrupted run stays for the next.
 *
 * @param config the configuration with that folder
 */
record SpoolPlace(ExtractionConfig config) implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolPlace.class);

  static SpoolPlace of(Workspace workspace) {
    ExtractionConfig given = workspace.config();
    Path own = given.spoolDirectory().resolve("customerio-fleet-" + workspace.name());
    return new SpoolPlace(ExtractionConfig.builder().from(given).spoolDirectory(own).build());
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(config.spoolDirectory());
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      // An interrupted run stays there.
    } catch (IOException e) {
      LOG.debug("The folder {} stays", config.spoolDirectory(), e);
    }
  }
}
