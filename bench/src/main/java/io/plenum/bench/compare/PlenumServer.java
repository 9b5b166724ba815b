package io.plenum.bench.compare;

import io.plenum.bench.ServerProcess;
import io.plenum.bench.load.LoadLoop;
import io.plenum.bench.load.LoadPeer;
import io.plenum.bench.load.Terms;
import io.plenum.node.Version;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Our media server: one loop in a JVM of its own. A client is one peer connection. */
final class PlenumServer implements MeasuredServer {
  private final String system;
  private final ServerProcess.Options options;
  private final ServerProcess server;
  private String cipher = "none";

  private PlenumServer(String system, ServerProcess.Options options, ServerProcess server) {
    this.system = system;
    this.options = options;
    this.server = server;
  }

  /** Starts one that is called {@code system} in results. */
  static PlenumServer start(String system, ServerProcess.Options options) throws IOException {
    return new PlenumServer(system, options, ServerProcess.start(options));
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public JsonObject settings() {
    return new JsonObject()
        .put("version", Version.text())
        .put("path", options.path().text())
        .put("srtp", options.patch().isEmpty() ? options.cipher().text() : "jitsi-srtp")
        .put("loops", 1)
        .put("jvm", String.join(" ", options.jvm()));
  }

  @Override
  public ProcessHandle process() {
    return server.process();
  }

  @Override
  public void fill(RoomPlan room, LoadLoop load) throws IOException, InterruptedException {
    List<LoadPeer> peers = new ArrayList<>();
    for (int i = 0; i < room.people(); i++) {
      peers.add(enter(room, i, load));
    }
    for (int i = 0; i < room.people(); i++) {
      begin(room, i, peers.get(i), load);
    }
  }

  /** Enters and connects person {@code number}, who does not send yet. */
  LoadPeer enter(RoomPlan room, int number, LoadLoop load)
      throws IOException, InterruptedException {
    LoadPeer peer = load.ask(load::open);
    ClientSdp offer = new ClientSdp(peer);
    if (room.voice(number)) {
      offer.sends(ClientSdp.microphone(peer));
    }
    if (room.camera(number)) {
      offer.sends(ClientSdp.camera(peer));
    }
    offer.receives(room.voicesFor(number) + room.spare(), room.picturesFor(number) + room.spare());
    String answer = server.join(room.name(), name(peer), offer.text());
    Terms terms = Terms.of(answer);
    cipher = Connecting.connect(load, peer, terms, true);
    return peer;
  }

  /** Person {@code number} sends from now on what the plan gives. */
  void begin(RoomPlan room, int number, LoadPeer peer, LoadLoop load)
      throws IOException, InterruptedException {
    Connecting.send(load, peer, room.voice(number), room.camera(number), room.people() - 1);
  }

  /** {@code peer} goes. */
  void leave(RoomPlan room, LoadPeer peer, LoadLoop load) throws IOException, InterruptedException {
    server.leave(room.name(), name(peer));
    load.ask(
        () -> {
          load.leave(peer);
          return peer;
        });
  }

  private static String name(LoadPeer peer) {
    return "p" + peer.number();
  }

  /** What the server tells of its heap. */
  ServerProcess.Heap heap() throws IOException {
    return server.heap();
  }

  @Override
  public List<Long> sends() throws IOException {
    return server.sample().sends();
  }

  @Override
  public String cipher() {
    return cipher;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
