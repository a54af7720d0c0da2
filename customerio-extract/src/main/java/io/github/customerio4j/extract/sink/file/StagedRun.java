package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects of a run that is not committed, or not yet finished. Their keys begin with the number
 * of the entry that the run wants to commit: once another run has that number, this one has lost,
 * and its objects can be deleted. Nobody has to know whether its process is alive.
 *
 * @param number the number of the entry
 * @param run the run's name, which no other run has
 */
record StagedRun(long number, String run) {
  private static final String ALL = "_customerio/staged/";

  private static final Pattern KEY = Pattern.compile(ALL + "(\\d{8,18})-([^/]+)/(.*)");
  private static final String FILES = "files/";
  private static final String UPLOADS = "uploads/";

  /** Whose object a key is; empty if it is nobody's. */
  static Optional<StagedRun> of(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches()
        ? Optional.of(new StagedRun(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** What the keys of the objects of all runs begin with that want this number. */
  static String contenders(long number) {
    return ALL + String.format(Locale.ROOT, "%08d-", number);
  }

  /** The keys of what the runs staged that wanted this number or one before. */
  static List<String> keys(ObjectStore store, long number) throws IOException {
    List<String> keys = new ArrayList<>();
    for (StoredObject object : store.list(ALL)) {
      if (of(object.key()).filter(run -> run.number() <= number).isPresent()) {
        keys.add(object.key());
      }
    }
    return keys;
  }

  /** The staged file that is copied to a key after the commit. */
  String file(String target) {
    return folder() + FILES + target;
  }

  /** An empty object that says that the run uploads to a key at once. */
  String upload(String target) {
    return folder() + UPLOADS + target;
  }

  /** An object for a moment, by which a run finds out what the store can do. */
  String probe() {
    return folder() + "probe";
  }

  /** The key that an {@link #upload} object names; empty if the object is another one. */
  Optional<String> uploaded(String key) {
    String start = upload("");
    return key.startsWith(start) ? Optional.of(key.substring(start.length())) : Optional.empty();
  }

  private String folder() {
    return contenders(number) + run + "/";
  }
}
