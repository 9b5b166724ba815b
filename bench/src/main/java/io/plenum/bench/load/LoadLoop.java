package io.plenum.bench.load;

import io.plenum.rtc.dtls.DtlsCertificate;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The one thread of a load: waits for its peers' sockets until the next packet is to be sent, each
 * by a system call of its own. Only {@link #start}, {@link #ask} and {@link #close} are for other
 * threads; the rest is done by what is asked.
 */
public final class LoadLoop implements AutoCloseable {
  /** Between two looks at what other threads want. */
  private static final long LONGEST_WAIT_NS = 2_000_000;

  private static final long FEEDBACK_NS = 80_000_000;
  private static final long REPORT_NS = 1_000_000_000;
  private static final long ASK_SECONDS = 30;

  private final LoadSettings settings;
  private final SecureRandom random = new SecureRandom();
  private final DtlsCertificate certificate = DtlsCertificate.generate(random, Instant.now());
  private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timed> timeline =
      new PriorityQueue<>(Comparator.comparingLong(Timed::dueNs));
  private final List<LoadPeer> peers = new ArrayList<>();
  private final Tally tally = new Tally();
  private final LoadSockets sockets = new LoadSockets();
  private final Reader reader = new Reader();
  private final Thread thread = Thread.ofPlatform().daemon().name("load").unstarted(this::run);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private boolean running = true;

  private LoadLoop(LoadSettings settings) {
    this.settings = settings;
  }

  /** Starts one. */
  public static LoadLoop start(LoadSettings settings) {
    LoadLoop loop = new LoadLoop(settings);
    loop.thread.start();
    return loop;
  }

  LoadSettings settings() {
    return settings;
  }

  DtlsCertificate certificate() {
    return certificate;
  }

  Tally tally() {
    return tally;
  }

  long wallNs() {
    return sockets.wallNs();
  }

  Span outgoing() {
    return sockets.outgoing();
  }

  /** Has {@code task} done on the thread. Any thread. */
  void post(Runnable task) {
    posted.add(task);
  }

  /**
   * What {@code task} says, on the thread. Any other thread.
   *
   * @throws IOException if it fails, or the load has ended
   */
  public <T> T ask(Supplier<T> task) throws IOException, InterruptedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    var _ =
        ended.whenComplete(
            (_, _) -> answer.completeExceptionally(new IOException("the load has ended")));
    post(() -> answer.completeAsync(task, Runnable::run));
    try {
      return answer.get(ASK_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IOException("the load cannot do this", failure);
    }
  }

  /** A new peer with a socket of its own. */
  public LoadPeer open() {
    int number = peers.size();
    LoadSockets.Bound socket = sockets.open(settings.address(), number);
    LoadPeer peer = new LoadPeer(this, number, socket, IceCredentials.random(random));
    peers.add(peer);
    return peer;
  }

  /** Connects {@code peer} by what the server described. */
  public void connect(LoadPeer peer, Terms terms, boolean controlling) {
    sockets.connect(peer.fd(), terms.server());
    peer.connect(terms, controlling);
    long nowNs = System.nanoTime();
    timeline.add(new Ticks(peer, nowNs, _ -> peer.check()));
    timeline.add(new Ticks(peer, nowNs + phase(FEEDBACK_NS), _ -> peer.feedBack(FEEDBACK_NS)));
    timeline.add(new Ticks(peer, nowNs + phase(REPORT_NS), now -> peer.report(now, REPORT_NS)));
  }

  /** {@code peer}, which is connected, sends a camera to {@code audience} others from now on. */
  public void sendCamera(LoadPeer peer, TrackFormat format, int audience) {
    VideoShape shape = settings.video();
    long startNs = System.nanoTime() + phase(shape.frameNs());
    PacingPlan plan = new PacingPlan(shape, startNs, tally.random.split());
    add(peer, new CameraTrack(peer, format, audience, shape, plan));
  }

  /** {@code peer}, which is connected, sends a voice to {@code audience} others from now on. */
  public void sendVoice(LoadPeer peer, TrackFormat format, int audience) {
    long startNs = System.nanoTime() + phase(VoiceTrack.PERIOD_NS);
    add(peer, new VoiceTrack(peer, format, audience, startNs));
  }

  private void add(LoadPeer peer, SentTrack track) {
    peer.tracks().add(track);
    timeline.add(track);
  }

  /** Clients are not in step. */
  private long phase(long periodNs) {
    return tally.random.nextLong(periodNs);
  }

  /** {@code peer} says good-bye and goes. */
  public void leave(LoadPeer peer) {
    tally.leaves(peer);
    peer.close();
  }

  /** The peer has said its last word. */
  void gone(LoadPeer peer) {
    if (peers.get(peer.number()) == peer) {
      peers.set(peer.number(), null);
      sockets.close(peer.fd());
    }
  }

  /** Sends one datagram; what the kernel does not take is counted. */
  void send(LoadPeer peer, Span datagram) {
    if (peers.get(peer.number()) == peer && !sockets.send(peer.fd(), datagram)) {
      tally.notSent++;
    }
  }

  /** Counts anew from here. */
  public void begin() {
    tally.begin(System.nanoTime());
    present().forEach(LoadPeer::begin);
  }

  /** What has been since {@link #begin}. */
  public LoadFigures figures() {
    return tally.figures(System.nanoTime(), present());
  }

  /** Ports of those who are there. */
  public Set<Integer> ports() {
    return present().stream().map(peer -> peer.address().getPort()).collect(Collectors.toSet());
  }

  private List<LoadPeer> present() {
    return peers.stream().filter(Objects::nonNull).toList();
  }

  private void run() {
    try {
      while (running) {
        round();
      }
    } finally {
      present().forEach(LoadPeer::close);
      present().forEach(this::gone);
      sockets.closeAll();
      ended.complete(null);
    }
  }

  private void round() {
    long restNs =
        timeline.isEmpty() ? LONGEST_WAIT_NS : timeline.peek().dueNs() - System.nanoTime();
    int ready = sockets.await(Math.min(restNs, LONGEST_WAIT_NS));
    long wokeNs = System.nanoTime();
    sockets.forEachReady(ready, reader::read);
    sendDue();
    for (Runnable task = posted.poll(); task != null; task = posted.poll()) {
      task.run();
    }
    tally.busyNs += System.nanoTime() - wokeNs;
  }

  private void sendDue() {
    long nowNs = System.nanoTime();
    while (!timeline.isEmpty() && timeline.peek().dueNs() <= nowNs) {
      Timed due = timeline.poll();
      if (!due.over()) {
        due.run(nowNs);
        timeline.add(due);
      }
    }
  }

  /** Ends the thread and closes all sockets. */
  @Override
  public void close() {
    post(() -> running = false);
    ended.orTimeout(ASK_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Reads one socket after the other; what is due to be sent goes between them. */
  private final class Reader implements Inbox.Handler {
    private LoadPeer peer;
    private boolean first;
    private long nowNs;

    void read(int number) {
      peer = peers.get(number);
      if (peer != null) {
        first = true;
        nowNs = System.nanoTime();
        sockets.read(peer.fd(), this);
      }
      sendDue();
    }

    @Override
    public void datagram(Span datagram, long arrivedWallNs) {
      if (first) {
        first = false;
        tally.readLate(wallNs() - arrivedWallNs);
      }
      peer.received(datagram, arrivedWallNs, nowNs);
    }
  }
}
