package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.object.FolderStore;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.ObjectStoreProvider;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Buckets that are folders: {@code folder://PATH}, its slashes escaped. */
public final class FolderProvider implements ObjectStoreProvider {

  /** The address of a folder. */
  public static String address(Path folder) {
    return "folder://" + URLEncoder.encode(folder.toString(), StandardCharsets.UTF_8);
  }

  @Override
  public Set<String> schemes() {
    return Set.of("folder");
  }

  @Override
  public Set<String> settings() {
    return Set.of();
  }

  @Override
  public ObjectStore open(String address, Map<String, String> settings) {
    String escaped = address.substring("folder://".length());
    return new FolderStore(Path.of(URLDecoder.decode(escaped, StandardCharsets.UTF_8)));
  }
}
