package io.github.customerio4j.extract.fleet;

import io.github.customerio4j.extract.state.Utf8Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that prints the key, and nothing else, on its standard output. It is started without a
 * shell. Neither what it prints nor its arguments are shown, whatever is wrong with it.
 */
public final class KeyCommand {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** No key is nearly as long. */
  private static final int LONGEST_KEY = 4096;

  private static final int LONGEST_COMPLAINT = 300;

  private final List<String> command;
  private final Duration patience;

  /**
   * A program that may take 30 seconds.
   *
   * @param command the program and its arguments
   */
  public KeyCommand(List<String> command) {
    this(command, PATIENCE);
  }

  KeyCommand(List<String> command, Duration patience) {
    this.command = List.copyOf(command);
    this.patience = patience;
  }

  /**
   * Runs it.
   *
   * @return what it prints
   * @throws IllegalArgumentException if it cannot be started, fails, takes too long, or prints what
   *     is no key
   */
  public String read() {
    Process process = start();
    try {
      process.getOutputStream().close();
      Output key = Output.of(process.getInputStream(), LONGEST_KEY + 1);
      Output complaint = Output.of(process.getErrorStream(), 4 * LONGEST_COMPLAINT);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw wrong("it did not end within " + patience.toSeconds() + " seconds");
      }
      if (process.exitValue() != 0) {
        throw wrong(
            "it ended with exit code " + process.exitValue() + said(complaint.text(), key.text()));
      }
      if (key.size() > LONGEST_KEY) {
        throw wrong("it prints more than a key. Let it print the key alone");
      }
      return Utf8Text.decode(key.bytes()).strip();
    } catch (Utf8Text.OtherEncodingException e) {
      throw wrong("what it prints " + e.getMessage());
    } catch (IOException e) {
      throw wrong("what it prints cannot be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw wrong("it was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start() {
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw wrong("it cannot be started. Name a program of this machine");
    }
  }

  private static String said(String complaint, String key) {
    String text = complaint.strip().replaceAll("\\s+", " ");
    if (!key.isBlank()) {
      // A program that echoes the key when it fails must not give it away.
      text = text.replace(key.strip(), "…");
    }
    if (text.isEmpty()) {
      return "";
    }
    return ": "
        + (text.length() > LONGEST_COMPLAINT ? text.substring(0, LONGEST_COMPLAINT) + "…" : text);
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "Cannot use key-command " + command.get(0) + ": " + why + ".");
  }

  /** What a program writes, read while it runs, up to a size; the rest is dropped. */
  private static final class Output {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reading;

    private Output(InputStream from, int most) {
      reading = new Thread(() -> read(from, most), "customerio-key-command");
      reading.setDaemon(true);
      reading.start();
    }

    static Output of(InputStream from, int most) {
      return new Output(from, most);
    }

    private void read(InputStream from, int most) {
      byte[] buffer = new byte[1024];
      try (from) {
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
          synchronized (kept) {
            kept.write(buffer, 0, Math.min(read, most - kept.size()));
          }
        }
      } catch (IOException e) {
        // The program was ended: what it wrote before is all that there is.
      }
    }

    /** All of it, once the program has ended; not what a process that it left behind may write. */
    byte[] bytes() throws InterruptedException {
      reading.join(1000);
      synchronized (kept) {
        return kept.toByteArray();
      }
    }

    int size() throws InterruptedException {
      return bytes().length;
    }

    String text() throws InterruptedException {
      return new String(bytes(), StandardCharsets.UTF_8);
    }
  }
}
