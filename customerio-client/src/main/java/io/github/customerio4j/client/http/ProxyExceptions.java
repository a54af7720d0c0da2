package io.github.customerio4j.client.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts of {@code NO_PROXY}, which are asked without the proxy: names, which include their
 * subdomains, addresses, networks such as {@code 10.0.0.0/8}, any of them with a port, and {@code
 * *} for all.
 */
final class ProxyExceptions {
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-f:.]*:[0-9a-f:.]*");
  private static final Pattern WITH_PORT = Pattern.compile("([^:]+|\\[.+]):([0-9]{1,5})");

  private final List<String> entries;

  private ProxyExceptions(List<String> entries) {
    this.entries = entries;
  }

  static ProxyExceptions parse(String text) {
    return new ProxyExceptions(
        Arrays.stream(SEPARATOR.split(text.toLowerCase(Locale.ROOT)))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  boolean contains(String host, int port) {
    String name = withoutBrackets(host.toLowerCase(Locale.ROOT));
    return entries.stream().anyMatch(entry -> matches(entry, name, port));
  }

  private static boolean matches(String entry, String host, int port) {
    String pattern = entry;
    Matcher withPort = WITH_PORT.matcher(entry);
    if (withPort.matches()) {
      if (Integer.parseInt(withPort.group(2)) != port) {
        return false;
      }
      pattern = withPort.group(1);
    }
    pattern = withoutBrackets(pattern);
    if (pattern.equals("*")) {
      return true;
    }
    if (ADDRESS.matcher(host).matches()) {
      return isInNetwork(host, pattern);
    }
    String domain = pattern.replaceFirst("^\\*?\\.", "");
    return host.equals(domain) || host.endsWith("." + domain);
  }

  private static boolean isInNetwork(String host, String pattern) {
    String[] parts = pattern.split("/", 2);
    if (!ADDRESS.matcher(parts[0]).matches()) {
      return false;
    }
    try {
      // These are addresses, so that no name is looked up.
      byte[] address = InetAddress.getByName(host).getAddress();
      byte[] network = InetAddress.getByName(parts[0]).getAddress();
      int bits = parts.length == 1 ? network.length * 8 : Integer.parseInt(parts[1]);
      return address.length == network.length && commonBits(address, network) >= bits;
    } catch (UnknownHostException | NumberFormatException e) {
      return false;
    }
  }

  private static int commonBits(byte[] one, byte[] other) {
    int different = Arrays.mismatch(one, other);
    return different < 0
        ? one.length * 8
        : different * 8
            + Integer.numberOfLeadingZeros((one[different] ^ other[different]) & 0xff)
            - 24;
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
