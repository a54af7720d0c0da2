package io.github.customerio4j.extract.sink.file;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.extract.io.DurableFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okio.Buffer;

/**
 * The files that a run moves from its staging folder to the output folder, the files of previous
 * runs that it removes there, and the state that belongs to them. Once the journal is written, the
 * run is committed: a run that finds it completes the moves and removals, and the extractor saves
 * the state.
 *
 * @param directory the output folder, relative to the staging folder
 * @param files the files to move, relative to the output folder, in the order of the moves
 * @param removals the files to remove, relative to the output folder
 * @param state the state as text; empty if there is none to save
 */
record CommitJournal(
    String directory, List<String> files, List<String> removals, Optional<String> state) {

  static final String FILE = "journal.json";
  private static final String DRAFT = "journal.json.tmp";
  private static final int VERSION = 1;

  /** No run writes a name that could lead out of the folder. */
  private static final String PLAIN = "[A-Za-z0-9_-]+";

  private static final String EXTENSION = PLAIN + "(\\." + PLAIN + ")*";
  private static final String FILE_NAME = PLAIN + "(/" + PLAIN + ")?\\." + EXTENSION;

  static CommitJournal of(
      StagingFolder staging,
      Path directory,
      List<String> files,
      List<String> removals,
      String state) {
    return new CommitJournal(
        relative(staging, directory),
        List.copyOf(files),
        List.copyOf(removals),
        Optional.of(state));
  }

  static boolean isTableName(String name) {
    return name.matches(PLAIN);
  }

  /** Refuses a format whose extensions are not fit for names of files. */
  static void requireExtensions(FileFormat format, Object place) {
    Set<String> extensions = new LinkedHashSet<>(format.extensions());
    extensions.add(format.extension());
    for (String extension : extensions) {
      if (!extension.matches(EXTENSION)) {
        throw new IllegalArgumentException(
            ("Cannot write tables to %s: extension \"%s\" is not fit for file names. Use letters,"
                    + " digits, - and _, with dots between them.")
                .formatted(place, extension));
      }
    }
  }

  /** The journal in the folder; empty if there is none, or if it is damaged. */
  static Optional<CommitJournal> find(StagingFolder staging) throws IOException {
    Path file = staging.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Buffer buffer = new Buffer().write(Files.readAllBytes(file));
    try (JsonReader json = JsonReader.of(buffer)) {
      return read(json);
    } catch (JsonEncodingException | JsonDataException | EOFException e) {
      // Damaged: its run died before the commit, so nothing was moved.
      return Optional.empty();
    }
  }

  boolean leadsTo(StagingFolder staging, Path directory) {
    return directory().equals(relative(staging, directory));
  }

  /** Commits the run: once the file has its name, the moves and removals must be completed. */
  void write(StagingFolder staging) throws IOException {
    Buffer buffer = new Buffer();
    try (JsonWriter json = JsonWriter.of(buffer)) {
      json.beginObject();
      json.name("version").value(VERSION);
      json.name("directory").value(directory);
      write(json.name("files"), files);
      if (!removals.isEmpty()) {
        write(json.name("removals"), removals);
      }
      if (state.isPresent()) {
        json.name("state").value(state.get());
      }
      json.endObject();
    }
    staging.write(DRAFT, buffer.readByteArray());
    // The names of the staged files must be on the disk before the journal that lists them.
    DurableFiles.forceFolder(staging.path());
    Files.move(staging.resolve(DRAFT), staging.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.forceFolder(staging.path());
  }

  private static void write(JsonWriter json, List<String> names) throws IOException {
    json.beginArray();
    for (String name : names) {
      json.value(name);
    }
    json.endArray();
  }

  /** Makes the moves and removals that are still to be made. Idempotent. */
  void complete(StagingFolder staging, Path directory) throws IOException {
    for (String file : files) {
      Path staged = staging.staged(file);
      // All files were staged before the journal was written: a missing one was moved already.
      if (Files.exists(staged)) {
        DurableFiles.createFolder(folderOf(file, directory));
        Files.move(
            staged,
            directory.resolve(file),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    // New files before removals: in between rows may be there twice, but none is missing.
    force(files, directory);
    for (String file : removals) {
      Files.deleteIfExists(directory.resolve(file));
    }
    force(removals, directory);
    removeEmptied(directory);
  }

  private static void force(List<String> names, Path directory) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    names.forEach(name -> folders.add(folderOf(name, directory)));
    folders.add(directory);
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        DurableFiles.forceFolder(folder);
      }
    }
  }

  private void removeEmptied(Path directory) throws IOException {
    for (String file : removals) {
      Path folder = folderOf(file, directory);
      if (!folder.equals(directory)) {
        try {
          Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException others) {
          // It holds files of others.
        }
      }
    }
  }

  private static Path folderOf(String file, Path directory) {
    int slash = file.indexOf('/');
    return slash < 0 ? directory : directory.resolve(file.substring(0, slash));
  }

  private static Optional<CommitJournal> read(JsonReader json) throws IOException {
    int version = 0;
    String directory = "";
    Optional<String> state = Optional.empty();
    List<String> files = List.of();
    List<String> removals = List.of();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "version" -> version = json.nextInt();
        case "directory" -> directory = json.nextString();
        case "state" -> state = Optional.of(json.nextString());
        case "files" -> files = readNames(json);
        case "removals" -> removals = readNames(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    boolean whole =
        version == VERSION
            && json.peek() == JsonReader.Token.END_DOCUMENT
            && Stream.concat(files.stream(), removals.stream())
                .allMatch(file -> file.matches(FILE_NAME));
    return whole
        ? Optional.of(new CommitJournal(directory, files, removals, state))
        : Optional.empty();
  }

  private static List<String> readNames(JsonReader json) throws IOException {
    List<String> names = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      names.add(json.nextString());
    }
    json.endArray();
    return names;
  }

  private static String relative(StagingFolder staging, Path directory) {
    return staging.path().relativize(directory).toString();
  }
}
