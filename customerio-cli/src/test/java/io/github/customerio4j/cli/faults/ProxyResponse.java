package io.github.customerio4j.cli.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** A response of the proxy, before it is sent. */
@SuppressWarnings("ArrayRecordComponent")
record ProxyResponse(int status, Map<String, String> headers, byte[] body) {

  static ProxyResponse of(int status, String type, String body) {
    return new ProxyResponse(status, Map.of("Content-Type", type), body.getBytes(UTF_8));
  }

  static ProxyResponse json(int status, String body) {
    return of(status, "application/json", body);
  }

  ProxyResponse with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new ProxyResponse(status, all, body);
  }

  ProxyResponse withBody(byte[] newBody) {
    return new ProxyResponse(status, headers, newBody);
  }

  ProxyResponse withBody(String newBody) {
    return withBody(newBody.getBytes(UTF_8));
  }

  String text() {
    return new String(body, UTF_8);
  }

  /** The status line and the headers; the framing headers give the length of the body, if any. */
  byte[] head(String... framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" x\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    for (String line : framing) {
      head.append(line).append("\r\n");
    }
    return head.append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1);
  }
}
