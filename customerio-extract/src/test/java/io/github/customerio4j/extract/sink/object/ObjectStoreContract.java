package io.github.customerio4j.extract.sink.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of every {@link ObjectStore}, as tests. Extend it in the test of your own store, and
 * add tests of its own features.
 *
 * <p>Needs JUnit Jupiter and AssertJ, and a bucket that is empty below the store's prefix before
 * each test.
 */
@NullMarked
public abstract class ObjectStoreContract {
  private static final int LARGE = 40 << 20;

  /** For subclasses. */
  protected ObjectStoreContract() {}

  /**
   * A store of a prefix; the caller closes it.
   *
   * @throws IOException if the store cannot be reached
   */
  protected abstract ObjectStore store(String prefix) throws IOException;

  /** How many objects a listing has at least to be longer than one page of the store. */
  protected int moreThanOnePage() {
    return 1_100;
  }

  /**
   * Whether a listing of the server that the test has passes over keys in the order of UTF-8; if
   * not, the test has no keys for which that differs from another.
   */
  protected boolean listsInTheOrderOfUtf8() {
    return true;
  }

  /** A create of a key that is there changes nothing. */
  @Test
  protected void objectIsCreatedOnce() throws IOException {
    try (ObjectStore store = store("once")) {
      assertThat(store.createIfAbsent("log/1.json", bytes("first"))).isTrue();
      assertThat(store.createIfAbsent("log/1.json", bytes("second"))).isFalse();
      assertThat(text(store, "log/1.json")).isEqualTo("first");
    }
  }

  /** Of many that create an object at the same time one succeeds, and its content is there. */
  @Test
  protected void oneOfManyCreatesAnObject() throws Exception {
    int threads = 20;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (ObjectStore store = store("race")) {
      for (int round = 0; round < 5; round++) {
        String key = "log/" + round + ".json";
        CountDownLatch ready = new CountDownLatch(threads);
        List<Future<Boolean>> created = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          byte[] content = bytes("run " + i);
          created.add(
              pool.submit(
                  () -> {
                    ready.countDown();
                    ready.await();
                    return store.createIfAbsent(key, content);
                  }));
        }
        List<String> winners = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          if (created.get(i).get()) {
            winners.add("run " + i);
          }
        }
        assertThat(winners).containsExactly(text(store, key));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** An upload replaces what is there, whatever its size. */
  @Test
  protected void uploadReplacesAnObject(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path small = Files.write(folder.resolve("small"), bytes("small"));
    try (ObjectStore store = store("replaced")) {
      store.upload("a.csv", small);
      assertThat(text(store, "a.csv")).isEqualTo("small");
      store.upload("a.csv", empty);
      assertThat(text(store, "a.csv")).isEmpty();
      assertThat(store.list("")).containsExactly(new StoredObject("a.csv", 0));
    }
  }

  /** A large file arrives byte by byte, and its copy, too. */
  @Test
  protected void largeFileIsUploadedAndCopied(@TempDir Path folder) throws IOException {
    byte[] content = new byte[LARGE + 123];
    new Random(7).nextBytes(content);
    Path file = Files.write(folder.resolve("large"), content);
    try (ObjectStore store = store("large")) {
      store.upload("staged/large.parquet", file);
      store.copy("staged/large.parquet", "large.parquet");
      assertThat(store.list(""))
          .containsExactly(
              new StoredObject("large.parquet", content.length),
              new StoredObject("staged/large.parquet", content.length));
      try (InputStream in = store.read("large.parquet")) {
        assertThat(Arrays.equals(in.readAllBytes(), content)).isTrue();
      }
      assertThat(store.read("large.parquet", content.length - 1000, 1000))
          .isEqualTo(Arrays.copyOfRange(content, content.length - 1000, content.length));
    }
  }

  /** A part of an object is read by its offset. */
  @Test
  protected void partIsRead(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("file"), bytes("0123456789"));
    try (ObjectStore store = store("parts")) {
      store.upload("digits", file);
      assertThat(store.read("digits", 0, 1)).isEqualTo(bytes("0"));
      assertThat(store.read("digits", 3, 4)).isEqualTo(bytes("3456"));
      assertThat(store.read("digits", 9, 1)).isEqualTo(bytes("9"));
      assertThat(store.read("digits", 10, 0)).isEmpty();
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.read("digits", 8, 5));
    }
  }

  /** A stream that is closed early ends without reading the rest. */
  @Test
  protected void streamIsClosedEarly(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1 << 20]);
    try (ObjectStore store = store("early")) {
      store.upload("zeros", file);
      for (int i = 0; i < 5; i++) {
        try (InputStream in = store.read("zeros")) {
          assertThat(in.read()).isZero();
        }
      }
      assertThat(store.list("")).hasSize(1);
    }
  }

  /** An object that is not there has an exception of its own. */
  @Test
  protected void missingObjectIsToldApart() throws IOException {
    try (ObjectStore store = store("missing")) {
      assertThatExceptionOfType(NoSuchFileException.class)
          .isThrownBy(() -> store.read("nothing").close())
          .withMessageContaining("nothing");
      assertThatExceptionOfType(NoSuchFileException.class)
          .isThrownBy(() -> store.read("nothing", 0, 1));
      assertThatExceptionOfType(NoSuchFileException.class)
          .isThrownBy(() -> store.copy("nothing", "something"));
      assertThat(store.list("")).isEmpty();
    }
  }

  /** A copy replaces what is there, and leaves its source. */
  @Test
  protected void copyReplacesAnObject(@TempDir Path folder) throws IOException {
    Path one = Files.write(folder.resolve("one"), bytes("one"));
    Path two = Files.write(folder.resolve("two"), bytes("two"));
    try (ObjectStore store = store("copies")) {
      store.upload("one", one);
      store.upload("two", two);
      store.copy("one", "two");
      store.copy("one", "two");
      assertThat(text(store, "two")).isEqualTo("one");
      assertThat(text(store, "one")).isEqualTo("one");
    }
  }

  /** Lists go over the borders of pages, and deletions over those of batches. */
  @Test
  protected void manyObjectsAreListedAndDeleted() throws Exception {
    int count = moreThanOnePage();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(String.format(Locale.ROOT, "log/%08d.json", i));
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (ObjectStore store = store("many")) {
      List<Future<Boolean>> made = new ArrayList<>();
      for (String key : keys) {
        made.add(pool.submit(() -> store.createIfAbsent(key, bytes("x"))));
      }
      for (Future<Boolean> one : made) {
        assertThat(one.get()).isTrue();
      }
      store.createIfAbsent("other", bytes("x"));
      assertThat(keys(store.list("log/"))).isEqualTo(keys);
      assertThat(keys(store.list("log/", keys.get(9)))).isEqualTo(keys.subList(10, count));
      assertThat(store.list("log/", keys.get(count - 1))).isEmpty();
      store.delete(keys);
      store.delete(keys);
      assertThat(keys(store.list(""))).containsExactly("other");
    } finally {
      pool.shutdownNow();
    }
  }

  /** Keys with characters that mean something in addresses and in XML are keys as others. */
  @Test
  protected void oddKeysAreKeys() throws IOException {
    List<String> odd =
        Arrays.asList(
            "a b.csv",
            "a%20b.csv",
            "a+b.csv",
            "a&b<c>.csv",
            "a'b\"c.csv",
            "a?b=c#d.csv",
            "date=2026-11-29/ü–ä.csv",
            "日本語.csv",
            "z😀.csv",
            listsInTheOrderOfUtf8() ? "z\uffe0.csv" : "z.csv");
    try (ObjectStore store = store("odd keys+ä")) {
      for (String key : odd) {
        assertThat(store.createIfAbsent(key, bytes(key))).as(key).isTrue();
      }
      List<String> sorted = new ArrayList<>(odd);
      sorted.sort((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)));
      assertThat(keys(store.list(""))).isEqualTo(sorted);
      for (String after : odd) {
        assertThat(keys(store.list("", after)))
            .as("after " + after)
            .isEqualTo(sorted.subList(sorted.indexOf(after) + 1, sorted.size()));
      }
      for (String key : odd) {
        assertThat(text(store, key)).isEqualTo(key);
        store.copy(key, "copy of/" + key);
        assertThat(text(store, "copy of/" + key)).isEqualTo(key);
      }
      assertThat(keys(store.list("copy of/a+"))).containsExactly("copy of/a+b.csv");
      store.delete(odd);
      assertThat(store.list("")).hasSize(odd.size());
      assertThat(store.list("copy of/")).hasSize(odd.size());
    }
  }

  /** A store sees what is below its prefix, and not what only begins with its name. */
  @Test
  protected void prefixIsAFolder() throws IOException {
    try (ObjectStore store = store("tables");
        ObjectStore neighbor = store("tables2")) {
      store.createIfAbsent("a", bytes("1"));
      neighbor.createIfAbsent("b", bytes("2"));
      assertThat(keys(store.list(""))).containsExactly("a");
      store.delete(List.of("b", "a"));
      assertThat(keys(neighbor.list(""))).containsExactly("b");
    }
  }

  /** To delete nothing, and what is not there, is no error. */
  @Test
  protected void deletionPassesOverMissingObjects() throws IOException {
    try (ObjectStore store = store("deletions")) {
      store.delete(Collections.emptyList());
      store.delete(List.of("nothing"));
      store.abandonUploads("");
      assertThat(store.list("")).isEmpty();
    }
  }

  private static List<String> keys(List<StoredObject> objects) {
    return objects.stream().map(StoredObject::key).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(ObjectStore store, String key) throws IOException {
    try (InputStream in = store.read(key)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
