package io.github.customerio4j.extract.fleet;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;

/**
 * What a fleet works with.
 *
 * @param workspaces those of the shard
 * @param mostAtOnce the user's bound on extractions at a time, if there is one
 * @param history tells how long each took last
 * @param listener hears about the fleet
 * @param clock tells the start of each extraction
 * @param threads makes threads
 * @param keyBound how long a key may take to come
 */
record FleetSetup(
    List<Workspace> workspaces,
    OptionalInt mostAtOnce,
    FleetHistory history,
    FleetListener listener,
    Clock clock,
    ThreadFactory threads,
    Duration keyBound) {

  /** Memory that an extraction needs besides its pages: client, connections, buffers of files. */
  private static final long HEAP_PER_RUN = 2 << 20;

  /** How many extractions may run at a time, however idle the machine is. */
  int most() {
    long byHeap = Runtime.getRuntime().maxMemory() / HEAP_PER_RUN;
    int most = (int) Math.max(4, Math.min(workspaces.size(), byHeap));
    return mostAtOnce.isPresent() ? Math.min(most, mostAtOnce.getAsInt()) : most;
  }
}
