package io.github.customerio4j.extract.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The same on the oldest version of PostgreSQL that is supported. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class OldestPostgresSinkTest extends PostgresSinkTest {
  /** The build puts it there. */
  private static final Path BINARIES = Path.of("target", "oldest-postgres", "binaries.jar");

  @Override
  EmbeddedPostgres.Builder server() {
    return EmbeddedPostgres.builder()
        .setPgBinaryResolver((system, machine) -> archive("postgres-linux-x86_64.txz"));
  }

  @Test
  void serverIsOfTheOldestVersion() throws IOException {
    assertThat(database().rows("SHOW server_version_num").get(0).get(0)).startsWith("12");
  }

  private static InputStream archive(String name) throws IOException {
    try (ZipFile jar = new ZipFile(BINARIES.toFile());
        InputStream archive = jar.getInputStream(jar.getEntry(name))) {
      return new ByteArrayInputStream(archive.readAllBytes());
    }
  }
}
