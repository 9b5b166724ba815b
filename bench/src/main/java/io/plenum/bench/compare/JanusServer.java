package io.plenum.bench.compare;

import io.plenum.bench.load.LoadLoop;
import io.plenum.bench.load.LoadPeer;
import io.plenum.bench.load.Terms;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Janus with its videoroom. Somebody who sends has one peer connection for that, and whoever
 * receives a second, for all that others publish; each has a session of its own, as browsers have.
 */
final class JanusServer implements MeasuredServer {
  private final String system;
  private final JanusProcess janus;
  private final JanusApi api;
  private long nextRoom = 1_000;
  private long nextFeed = 1;
  private String cipher = "none";

  private JanusServer(String system, JanusProcess janus, JanusApi api) {
    this.system = system;
    this.janus = janus;
    this.api = api;
  }

  /** Starts one, told as {@code system} in results. */
  static JanusServer start(String system, JanusProcess.Options options) throws IOException {
    JanusProcess janus = JanusProcess.start(options);
    try {
      return new JanusServer(system, janus, JanusApi.connect(janus.api()));
    } catch (IOException failure) {
      janus.close();
      throw failure;
    }
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public JsonObject settings() throws IOException {
    return new JsonObject()
        .put("version", JanusProcess.version())
        .put("eventLoops", janus.options().eventLoops())
        .put("iceLite", true)
        .put("else", "as released, videoroom and WebSockets only");
  }

  @Override
  public ProcessHandle process() {
    return janus.process();
  }

  @Override
  public void fill(RoomPlan room, LoadLoop load) throws IOException, InterruptedException {
    long number = nextRoom++;
    long session = api.session();
    int publishers = Math.max(room.cameras(), room.voices());
    JsonObject created = JanusMessages.createRoom(number, Math.max(1, publishers));
    JanusMessages.checked(api.message(session, api.handle(session), created, null));
    List<Long> sessions = new ArrayList<>();
    List<Long> feeds = new ArrayList<>();
    List<LoadPeer> senders = new ArrayList<>();
    for (int i = 0; i < room.people(); i++) {
      sessions.add(api.session());
      if (room.camera(i) || room.voice(i)) {
        feeds.add(nextFeed++);
        senders.add(publish(room, i, number, sessions.get(i), feeds.getLast(), load));
      }
    }
    for (int i = 0; i < room.people(); i++) {
      List<Long> others = new ArrayList<>(feeds);
      if (i < feeds.size()) {
        others.remove(i);
      }
      if (!others.isEmpty()) {
        subscribe(number, sessions.get(i), others, load);
      }
    }
    for (int i = 0; i < senders.size(); i++) {
      int audience = room.people() - 1;
      Connecting.send(load, senders.get(i), room.voice(i), room.camera(i), audience);
    }
  }

  private LoadPeer publish(
      RoomPlan room, int person, long number, long session, long feed, LoadLoop load)
      throws IOException, InterruptedException {
    LoadPeer peer = load.ask(load::open);
    long handle = api.handle(session);
    JanusMessages.checked(
        api.message(session, handle, JanusMessages.joinAsPublisher(number, feed), null));
    ClientSdp offer = new ClientSdp(peer);
    if (room.voice(person)) {
      offer.sends(ClientSdp.microphone(peer));
    }
    if (room.camera(person)) {
      offer.sends(ClientSdp.camera(peer));
    }
    JsonObject jsep = JanusMessages.jsep("offer", offer.text());
    JsonObject answer = api.message(session, handle, JanusMessages.publish(), jsep);
    Terms terms = Terms.of(JanusMessages.sdp(answer));
    cipher = Connecting.connect(load, peer, terms, true);
    return peer;
  }

  private void subscribe(long number, long session, List<Long> feeds, LoadLoop load)
      throws IOException, InterruptedException {
    LoadPeer peer = load.ask(load::open);
    long handle = api.handle(session);
    JsonObject offered = api.message(session, handle, JanusMessages.subscribe(number, feeds), null);
    String offer = JanusMessages.sdp(offered);
    String answer = new ClientSdp(peer).answers(Terms.parsed(offer)).text();
    JsonObject jsep = JanusMessages.jsep("answer", answer);
    JanusMessages.checked(api.message(session, handle, JanusMessages.start(), jsep));
    Terms terms = Terms.of(offer);
    cipher = Connecting.connect(load, peer, terms, terms.lite()); // who offers controls
  }

  @Override
  public List<Long> sends() {
    return List.of();
  }

  @Override
  public String cipher() {
    return cipher;
  }

  @Override
  public void close() throws IOException {
    api.close();
    janus.close();
  }
}
