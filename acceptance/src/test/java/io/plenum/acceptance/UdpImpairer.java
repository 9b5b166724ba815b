package io.plenum.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bad network between browsers and the server: a UDP relay on loopback that drops a share of the
 * datagrams, drawn from a seed, and lets only so many through in each direction. Each client has a
 * socket of its own towards the server, so that the server sees one address for each. One thread
 * moves all datagrams; everything public is safe to call from others.
 */
final class UdpImpairer implements AutoCloseable {
  /** The largest UDP payload, bytes. */
  private static final int MAX_DATAGRAM = 65_507;

  private static final long MILLISECOND_NS = 1_000_000L;

  /** Clients at once; a test has a handful. */
  private static final int MAX_CLIENTS = 64;

  private final Selector selector;
  private final DatagramChannel front;
  private final SocketAddress server;
  private final SplittableRandom random;
  private final Map<SocketAddress, DatagramChannel> clients = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM);
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong passed = new AtomicLong();
  private final Bottleneck toClients = new Bottleneck();
  private final Bottleneck toServer = new Bottleneck();
  private final Thread thread;
  private volatile double loss;
  private volatile boolean moving;

  private UdpImpairer(int serverPort, long seed) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    server = new InetSocketAddress(loopback, serverPort);
    random = new SplittableRandom(seed);
    selector = Selector.open();
    front = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0));
    front.configureBlocking(false).register(selector, SelectionKey.OP_READ);
    thread = Thread.ofPlatform().daemon().name("udp-impairer").start(this::run);
  }

  /** Starts relaying to this UDP port of loopback; nothing is lost until {@link #lose} says so. */
  static UdpImpairer before(int serverPort, long seed) throws IOException {
    return new UdpImpairer(serverPort, seed);
  }

  /** The port that clients shall send to instead of the server's. */
  int port() throws IOException {
    return ((InetSocketAddress) front.getLocalAddress()).getPort();
  }

  /** From now on drops this share (0 to 1) of the datagrams, in each direction. */
  void lose(double share) {
    loss = share;
  }

  /**
   * From now on lets {@code bps} pass towards the clients, all together.
   *
   * @param queue what waits is at most what passes in this time; more is dropped
   */
  void limit(long bps, Duration queue) {
    limit(toClients, bps, queue);
  }

  /** The same for what goes from the clients to the server. */
  void limitUpstream(long bps, Duration queue) {
    limit(toServer, bps, queue);
  }

  private void limit(Bottleneck line, long bps, Duration queue) {
    line.limit(bps, bps / 8 * queue.toMillis() / 1_000);
    selector.wakeup();
  }

  /** From now on everything passes at once again. */
  void unlimited() {
    toClients.limit(0, 0);
    toServer.limit(0, 0);
  }

  /**
   * Soon gives every client another port towards the server, as a translator may that was
   * restarted; what is sent to the old ones is lost.
   */
  void move() {
    moving = true;
    selector.wakeup();
  }

  /** Datagrams dropped so far. */
  long dropped() {
    return dropped.get();
  }

  /** Datagrams relayed so far. */
  long passed() {
    return passed.get();
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        long nowNs = System.nanoTime();
        long waitNs = Math.min(toClients.waitNs(nowNs), toServer.waitNs(nowNs));
        if (waitNs == Long.MAX_VALUE) {
          selector.select(this::relay);
        } else if (waitNs < MILLISECOND_NS) {
          selector.selectNow(this::relay);
        } else {
          selector.select(this::relay, waitNs / MILLISECOND_NS);
        }
        release();
        if (moving) {
          moving = false;
          forgetPorts();
        }
      }
    } catch (IOException | java.nio.channels.ClosedSelectorException closed) {
      // The test is over.
    }
  }

  private void release() throws IOException {
    Bottleneck.Waiting next = toClients.take(System.nanoTime());
    while (next != null) {
      front.send(next.datagram(), next.client());
      next = toClients.take(System.nanoTime());
    }
    next = toServer.take(System.nanoTime());
    while (next != null) {
      send(next.datagram(), next.client());
      next = toServer.take(System.nanoTime());
    }
  }

  /** A server that is down (port unreachable) loses the datagram, as on a real network. */
  private void send(ByteBuffer datagram, SocketAddress client) throws IOException {
    try {
      upstream(client).write(datagram);
    } catch (PortUnreachableException down) {
      dropped.incrementAndGet();
    }
  }

  /** Whether the line takes the datagram now; else it waits there, or is dropped. */
  private boolean passes(Bottleneck line, SocketAddress client) {
    if (!line.limits()) {
      return true;
    }
    if (!line.put(buffer, client, System.nanoTime())) {
      passed.decrementAndGet();
      dropped.incrementAndGet();
    }
    return false;
  }

  private void relay(SelectionKey key) {
    try {
      if (key.channel() == front) {
        SocketAddress client = receive(front);
        if (client != null && survives() && passes(toServer, client)) {
          send(buffer, client);
        }
      } else {
        SocketAddress client = (SocketAddress) key.attachment();
        boolean came = receive((DatagramChannel) key.channel()) != null;
        if (came && survives() && passes(toClients, client)) {
          front.send(buffer, client);
        }
      }
    } catch (IOException refused) {
      // The server is down (port unreachable): the datagram is lost, as on a real network.
      dropped.incrementAndGet();
    }
  }

  /** With its next datagram each client gets another. */
  private void forgetPorts() throws IOException {
    for (DatagramChannel upstream : clients.values()) {
      upstream.close();
    }
    clients.clear();
  }

  private SocketAddress receive(DatagramChannel from) throws IOException {
    buffer.clear();
    SocketAddress sender = from.receive(buffer);
    buffer.flip();
    return sender;
  }

  private boolean survives() {
    boolean lost = random.nextDouble() < loss;
    (lost ? dropped : passed).incrementAndGet();
    return !lost;
  }

  private DatagramChannel upstream(SocketAddress client) throws IOException {
    DatagramChannel known = clients.get(client);
    if (known != null) {
      return known;
    }
    if (clients.size() == MAX_CLIENTS) {
      throw new IOException("more than " + MAX_CLIENTS + " clients");
    }
    DatagramChannel upstream = DatagramChannel.open().connect(server);
    upstream.configureBlocking(false).register(selector, SelectionKey.OP_READ, client);
    clients.put(client, upstream);
    return upstream;
  }

  @Override
  public void close() throws IOException {
    selector.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    front.close();
    for (DatagramChannel upstream : clients.values()) {
      upstream.close();
    }
  }
}
