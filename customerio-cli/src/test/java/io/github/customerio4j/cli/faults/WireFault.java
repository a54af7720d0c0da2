package io.github.customerio4j.cli.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The faults of a network connection. */
enum WireFault implements ProxyFault {
  TIMEOUT_408(refusal(408)),
  TOO_MANY_429(refusal(429)),
  TOO_MANY_429_SECONDS(ProxyFault.instead(ProxyResponse.json(429, "{}").with("Retry-After", "1"))),
  TOO_MANY_429_DATE(
      (socket, upstream, where) ->
          ProxyFault.send(socket, ProxyResponse.json(429, "{}").with("Retry-After", now()))),
  ERROR_500(refusal(500)),
  BAD_GATEWAY_502(ProxyFault.instead(html(502))),
  UNAVAILABLE_503(ProxyFault.instead(ProxyResponse.of(503, "text/plain", ""))),
  GATEWAY_TIMEOUT_504(ProxyFault.instead(html(504))),
  ORIGIN_TIMEOUT_522(ProxyFault.instead(html(522))),
  ORIGIN_SLOW_524(ProxyFault.instead(html(524))),
  RESET_BEFORE_THE_REQUEST((socket, upstream, where) -> reset(socket)),
  RESET_BEFORE_THE_HEADERS(
      (socket, upstream, where) -> {
        upstream.response();
        reset(socket);
      }),
  RESET_AFTER_THE_HEADERS(
      (socket, upstream, where) -> {
        ProxyResponse response = upstream.response();
        write(socket, response.head("Content-Length: " + Math.max(1, response.body().length)));
        reset(socket);
      }),
  CUT_WITH_LENGTH(
      (socket, upstream, where) -> {
        ProxyResponse response = upstream.response();
        write(socket, response.head("Content-Length: " + Math.max(1, response.body().length)));
        socket.getOutputStream().write(response.body(), 0, place(response, where));
      }),
  CUT_CHUNKED(
      (socket, upstream, where) -> {
        ProxyResponse response = upstream.response();
        int length = place(response, where);
        write(socket, response.head("Transfer-Encoding: chunked"));
        if (length > 0) {
          write(socket, (Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
          socket.getOutputStream().write(response.body(), 0, length);
          write(socket, "\r\n".getBytes(ISO_8859_1));
        }
      }),
  CUT_WITHOUT_LENGTH(
      (socket, upstream, where) -> {
        ProxyResponse response = upstream.response();
        write(socket, response.head());
        socket.getOutputStream().write(response.body(), 0, place(response, where));
      }),
  CORRUPT_GZIP(
      (socket, upstream, where) -> {
        ProxyResponse response = upstream.response();
        byte[] packed = gzip(response.body());
        // After the header, whose time and flags do not matter.
        packed[10 + where % (packed.length - 10)] ^= 0x10;
        ProxyFault.send(socket, response.with("Content-Encoding", "gzip").withBody(packed));
      }),
  HTML_IN_A_200(ProxyFault.instead(html(200))),
  EMPTY_200(ProxyFault.instead(ProxyResponse.json(200, ""))),
  OTHER_SHAPE_IN_A_200(
      ProxyFault.instead(ProxyResponse.json(200, "{\"unexpected\":[{\"id\":1}]}"))),
  TRAILING_GARBAGE(
      ProxyFault.changed(
          response -> response.withBody(concat(response.body(), "}\n".getBytes(UTF_8))))),
  CONTROL_CHARACTER_IN_A_VALUE(
      (socket, upstream, where) ->
          ProxyFault.send(socket, withControlCharacter(upstream.response(), false, where))),
  CONTROL_CHARACTER_IN_A_KEY(
      (socket, upstream, where) ->
          ProxyFault.send(socket, withControlCharacter(upstream.response(), true, where))),
  STALL_IN_THE_HEADERS(
      (socket, upstream, where) -> {
        byte[] head = upstream.response().head();
        socket.getOutputStream().write(head, 0, where % head.length);
        awaitClose(socket);
      }),
  STALL_IN_THE_BODY(
      (socket, upstream, where) -> {
        ProxyResponse response = upstream.response();
        write(socket, response.head("Content-Length: " + Math.max(1, response.body().length)));
        socket.getOutputStream().write(response.body(), 0, place(response, where));
        awaitClose(socket);
      }),
  TRICKLE(
      (socket, upstream, where) -> {
        ProxyResponse response = upstream.response();
        // A longer length, because a short body would arrive in time.
        write(socket, response.head("Content-Length: " + (response.body().length + 1_000_000)));
        socket.setSoTimeout(20);
        for (int i = 0; ; i++) {
          write(socket, new byte[] {i < response.body().length ? response.body()[i] : (byte) ' '});
          if (isClosedByClient(socket)) {
            return;
          }
        }
      });

  private static final Pattern JSON_STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");

  @SuppressWarnings("ImmutableEnumChecker") // The lambdas above have no state.
  private final ProxyFault how;

  WireFault(ProxyFault how) {
    this.how = how;
  }

  /** CSV has no end of its own that a line could follow, and allows all characters. */
  boolean isUnseenInCsv() {
    return this == TRAILING_GARBAGE
        || this == CONTROL_CHARACTER_IN_A_VALUE
        || this == CONTROL_CHARACTER_IN_A_KEY;
  }

  /** Whether the client needs its read timeout or a second to recover. */
  boolean isSlow() {
    return this == STALL_IN_THE_HEADERS
        || this == STALL_IN_THE_BODY
        || this == TRICKLE
        || this == TOO_MANY_429_SECONDS
        || this == TOO_MANY_429_DATE;
  }

  @Override
  public void respond(Socket socket, Upstream upstream, int where) throws IOException {
    how.respond(socket, upstream, where);
  }

  private static ProxyFault refusal(int status) {
    return ProxyFault.instead(
        ProxyResponse.json(
            status, "{\"errors\":[{\"detail\":\"a fault\",\"status\":\"" + status + "\"}]}"));
  }

  private static ProxyResponse html(int status) {
    return ProxyResponse.of(status, "text/html", "<html><body>Please, \"wait\"</body></html>");
  }

  private static String now() {
    return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(Instant.now().plusSeconds(1));
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Closing without lingering sends a reset instead of an end. */
  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static void awaitClose(Socket socket) throws IOException {
    while (socket.getInputStream().read() != -1) {
      // Nothing more is expected.
    }
  }

  private static boolean isClosedByClient(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** A position before the end of the body. */
  private static int place(ProxyResponse response, int where) {
    return response.body().length == 0 ? 0 : where % response.body().length;
  }

  /** The response with a control character at the start of one of its JSON strings. */
  private static ProxyResponse withControlCharacter(
      ProxyResponse response, boolean inKey, int where) {
    String text = new String(response.body(), ISO_8859_1);
    List<Integer> keys = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    Matcher strings = JSON_STRING.matcher(text);
    while (strings.find()) {
      boolean isKey = text.startsWith(":", strings.end());
      (isKey ? keys : values).add(strings.start() + 1);
    }
    List<Integer> places = inKey || values.isEmpty() ? keys : values;
    if (places.isEmpty()) {
      // A body without texts, such as an empty one.
      return response;
    }
    int place = places.get(where % places.size());
    char character = (char) (where % 0x20);
    String damaged = text.substring(0, place) + character + text.substring(place);
    return response.withBody(damaged.getBytes(ISO_8859_1));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
