package io.github.customerio4j.spark.limit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The driver's answer.
 *
 * @param number the number of the {@link Ask} that it answers
 * @param lease how long the permits may be used, in nanoseconds from when the executor asked
 * @param askAgain when to ask again, in nanoseconds
 * @param permits the permits of each workspace that the executor named
 */
record Grants(long number, long lease, long askAgain, Map<String, Integer> permits) {
  Grants {
    permits = Map.copyOf(permits);
  }

  byte[] toBytes() {
    return Bytes.of(this::write);
  }

  static Grants of(byte[] bytes) throws IOException {
    return Bytes.read(bytes, Grants::read);
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeLong(number);
    out.writeLong(lease);
    out.writeLong(askAgain);
    out.writeInt(permits.size());
    for (Map.Entry<String, Integer> each : permits.entrySet()) {
      out.writeUTF(each.getKey());
      out.writeInt(each.getValue());
    }
  }

  private static Grants read(DataInputStream in) throws IOException {
    long number = in.readLong();
    long lease = in.readLong();
    long askAgain = in.readLong();
    int count = in.readInt();
    Map<String, Integer> permits = new HashMap<>();
    for (int i = 0; i < count; i++) {
      permits.put(in.readUTF(), in.readInt());
    }
    return new Grants(number, lease, askAgain, permits);
  }
}
