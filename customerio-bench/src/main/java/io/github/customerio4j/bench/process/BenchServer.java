package io.github.customerio4j.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.sandbox.Sandbox;
import io.github.customerio4j.sandbox.config.RecordedRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of a sandbox. It prints its address and its key, answers each line of its standard
 * input with one line, and ends when the input ends, so at the latest with its parent process.
 */
final class BenchServer {
  /** The command that asks for the number of requests answered so far. */
  static final String COUNT = "count";

  /** The command that writes the requests answered so far into the file whose name follows. */
  static final String LOG = "log ";

  private BenchServer() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the arguments that {@link ServerSetup} describes
   */
  public static void main(String[] arguments) throws IOException {
    serve(ServerSetup.of(WorkerArguments.parse(arguments)), System.in, System.out);
  }

  static void serve(ServerSetup setup, InputStream in, PrintStream out) throws IOException {
    try (Sandbox sandbox = setup.sandbox().start()) {
      out.println(sandbox.baseUrl() + " " + sandbox.appApiKey());
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(answer(sandbox, line));
      }
    }
  }

  private static String answer(Sandbox sandbox, String line) throws IOException {
    List<RecordedRequest> requests =
        sandbox.requests().stream()
            .filter(request -> request.host() == RecordedRequest.Listener.API)
            .toList();
    if (line.equals(COUNT)) {
      return Integer.toString(requests.size());
    }
    if (line.startsWith(LOG)) {
      Files.write(
          Path.of(line.substring(LOG.length())),
          requests.stream().map(LoggedRequest::of).map(LoggedRequest::toLine).toList());
      return "written";
    }
    return "unknown command";
  }
}
