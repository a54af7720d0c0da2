package io.github.customerio4j.sandbox.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.sandbox.wire.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came over the connection.
 *
 * @param headers by name in any case
 */
public record HttpCall(String method, URI target, Map<String, String> headers, String body) {

  /** Reads the next request of a connection; empty if the client has closed it. */
  static Optional<HttpCall> read(InputStream in, OutputStream out) throws IOException {
    String start;
    try {
      start = line(in);
    } catch (EOFException e) {
      return Optional.empty();
    }
    String[] parts = start.split(" ", -1);
    if (parts.length != 3) {
      throw new ProtocolException("no request: " + start);
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, Math.max(0, colon)), line.substring(colon + 1).strip());
    }
    if (headers.getOrDefault("Expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    return Optional.of(new HttpCall(parts[0], target(parts[1]), headers, body(headers, in)));
  }

  private static URI target(String text) throws ProtocolException {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("no target: " + text);
    }
  }

  private static String body(Map<String, String> headers, InputStream in) throws IOException {
    try {
      if (!headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new String(in.readNBytes(length), UTF_8);
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        body.write(in.readNBytes(size));
        line(in);
      }
      while (!line(in).isEmpty()) {
        // Trailers say nothing to the sandbox.
      }
      return body.toString(UTF_8);
    } catch (NumberFormatException e) {
      throw new ProtocolException("no length: " + headers);
    }
  }

  private static int chunk(InputStream in) throws IOException {
    String size = line(in);
    int extension = size.indexOf(';');
    return Integer.parseInt((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The path, decoded. */
  String path() {
    return target.getPath();
  }

  /** The parameters; none if the query is malformed. */
  QueryParameters parameters() {
    try {
      return QueryParameters.parse(target.getRawQuery());
    } catch (RefusedException e) {
      return QueryParameters.NONE;
    }
  }
}
