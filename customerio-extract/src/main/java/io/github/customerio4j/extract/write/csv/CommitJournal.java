package io.github.customerio4j.extract.write.csv;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okio.Buffer;

/**
 * The files that a run moves from its staging folder to the output folder, and the state that goes
 * with them. Once it is written, the run is committed: whoever finds it completes the moves and
 * sees to it that the state is saved.
 *
 * @param directory the output folder as seen from the staging folder
 * @param files the names of the files, in the order in which they are moved
 * @param state the state as text; empty if there is none to save
 */
record CommitJournal(String directory, List<String> files, Optional<String> state) {

  static final String FILE = "journal.json";
  private static final String DRAFT = "journal.json.tmp";
  private static final int VERSION = 1;

  /** A name that could lead out of the folder was never written. */
  private static final String FILE_NAME = "[A-Za-z0-9_-]+\\.csv(\\.manifest)?";

  static CommitJournal of(StagingFolder staging, Path directory, List<String> files, String state) {
    return new CommitJournal(relative(staging, directory), List.copyOf(files), Optional.of(state));
  }

  /** The journal in the folder; nothing if there is none, or none that is whole. */
  static Optional<CommitJournal> find(StagingFolder staging) throws IOException {
    Path file = staging.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Buffer buffer = new Buffer().write(Files.readAllBytes(file));
    try (JsonReader json = JsonReader.of(buffer)) {
      return read(json);
    } catch (JsonEncodingException | JsonDataException | EOFException e) {
      // Damaged: its run had not come to the commit, so nothing has been moved.
      return Optional.empty();
    }
  }

  boolean leadsTo(StagingFolder staging, Path directory) {
    return directory().equals(relative(staging, directory));
  }

  /** Commits: from the moment that this file has its name, the run is to be completed. */
  void write(StagingFolder staging) throws IOException {
    Buffer buffer = new Buffer();
    try (JsonWriter json = JsonWriter.of(buffer)) {
      json.beginObject();
      json.name("version").value(VERSION);
      json.name("directory").value(directory);
      json.name("files").beginArray();
      for (String file : files) {
        json.value(file);
      }
      json.endArray();
      if (state.isPresent()) {
        json.name("state").value(state.get());
      }
      json.endObject();
    }
    staging.write(DRAFT, buffer.readByteArray());
    // The staged files' names must be on the disk before the promise to move them.
    StagingFolder.force(staging.path());
    Files.move(staging.resolve(DRAFT), staging.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    StagingFolder.force(staging.path());
  }

  /** Moves what has not been moved yet. Moving twice does no harm. */
  void complete(StagingFolder staging, Path directory) throws IOException {
    for (String file : files) {
      Path staged = staging.resolve(file);
      // All files were staged before the journal was written: one that is missing was moved.
      if (Files.exists(staged)) {
        Files.move(
            staged,
            directory.resolve(file),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    StagingFolder.force(directory);
  }

  private static Optional<CommitJournal> read(JsonReader json) throws IOException {
    int version = 0;
    String directory = "";
    Optional<String> state = Optional.empty();
    List<String> files = new ArrayList<>();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "version" -> version = json.nextInt();
        case "directory" -> directory = json.nextString();
        case "state" -> state = Optional.of(json.nextString());
        case "files" -> {
          json.beginArray();
          while (json.hasNext()) {
            files.add(json.nextString());
          }
          json.endArray();
        }
        default -> json.skipValue();
      }
    }
    json.endObject();
    boolean whole =
        version == VERSION
            && json.peek() == JsonReader.Token.END_DOCUMENT
            && files.stream().allMatch(file -> file.matches(FILE_NAME));
    return whole ? Optional.of(new CommitJournal(directory, files, state)) : Optional.empty();
  }

  private static String relative(StagingFolder staging, Path directory) {
    return staging.path().relativize(directory).toString();
  }
}
