package io.github.customerio4j.spark.limit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an executor tells the driver: all workspaces of which it has readers or holds permits. One
 * that is not named has neither.
 *
 * @param number grows with each message of the executor; an older message that arrives later counts
 *     for nothing
 */
record Ask(String executor, long number, List<Need> needs) {
  /**
   * What an executor needs of one workspace.
   *
   * @param whole the permits of the whole limit
   * @param window how long a permit is away, in nanoseconds
   * @param held the permits that nobody else may have yet
   * @param wanted the permits that it could use; 0 if it has nothing to send
   */
  record Need(String workspace, int whole, long window, int held, int wanted) {}

  Ask {
    needs = List.copyOf(needs);
  }

  byte[] toBytes() {
    return Bytes.of(this::write);
  }

  static Ask of(byte[] bytes) throws IOException {
    return Bytes.read(bytes, Ask::read);
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeUTF(executor);
    out.writeLong(number);
    out.writeInt(needs.size());
    for (Need need : needs) {
      out.writeUTF(need.workspace());
      out.writeInt(need.whole());
      out.writeLong(need.window());
      out.writeInt(need.held());
      out.writeInt(need.wanted());
    }
  }

  private static Ask read(DataInputStream in) throws IOException {
    String executor = in.readUTF();
    long number = in.readLong();
    int count = in.readInt();
    List<Need> needs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      needs.add(new Need(in.readUTF(), in.readInt(), in.readLong(), in.readInt(), in.readInt()));
    }
    return new Ask(executor, number, needs);
  }
}
