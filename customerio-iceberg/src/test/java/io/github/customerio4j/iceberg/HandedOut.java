package io.github.customerio4j.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.rest.credentials.Credential;
import org.apache.iceberg.rest.credentials.ImmutableCredential;
import org.apache.iceberg.rest.responses.ImmutableLoadCredentialsResponse;
import org.apache.iceberg.rest.responses.LoadCredentialsResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;
import org.jspecify.annotations.NullMarked;

/**
 * What a catalog hands out for the files of a table.
 *
 * @param config properties of all files
 * @param places properties of files by the beginning of their addresses
 */
@NullMarked
public record HandedOut(Map<String, String> config, Map<String, Map<String, String>> places) {

  /** An answer with this in it. */
  LoadTableResponse in(LoadTableResponse answer) {
    return LoadTableResponse.builder()
        .withTableMetadata(answer.tableMetadata())
        .addAllConfig(config)
        .addAllCredentials(credentials())
        .build();
  }

  /** The answer to the question for this alone. */
  LoadCredentialsResponse answer() {
    return ImmutableLoadCredentialsResponse.builder().addAllCredentials(credentials()).build();
  }

  private List<Credential> credentials() {
    List<Credential> credentials = new ArrayList<>();
    places.forEach(
        (prefix, properties) ->
            credentials.add(
                ImmutableCredential.builder().prefix(prefix).config(properties).build()));
    return credentials;
  }
}
