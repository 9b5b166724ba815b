package io.plenum.bench.compare;

import io.plenum.bench.load.LoadLoop;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * A media server in a process of its own that a load can enter. One thread may use it; every method
 * throws {@link IOException} if the server refuses or has died.
 */
interface MeasuredServer extends AutoCloseable {
  /** Its name in results. */
  String system();

  /** Version and what was set, for a result. */
  JsonObject settings() throws IOException;

  /** Its process, of which CPU time and memory are taken. */
  ProcessHandle process();

  /** Enters everybody of a room, connects all, and lets them send. */
  void fill(RoomPlan room, LoadLoop load) throws IOException, InterruptedException;

  /**
   * Messages that the kernel took since the start, by their number of datagrams; empty where each
   * datagram is a message.
   */
  List<Long> sends() throws IOException;

  /** The SRTP profile that was agreed last. */
  String cipher();

  @Override
  void close() throws IOException;
}
