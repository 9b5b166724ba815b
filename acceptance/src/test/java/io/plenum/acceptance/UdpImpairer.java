package io.plenum.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bad network between browsers and the server: a UDP relay on loopback that drops a share of the
 * datagrams, drawn from a seed. Each client has a socket of its own towards the server, so that the
 * server sees one address for each. One thread moves all datagrams; everything public is safe to
 * call from others.
 */
final class UdpImpairer implements AutoCloseable {
  /** The largest UDP payload, bytes. */
  private static final int MAX_DATAGRAM = 65_507;

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
        selector.select(this::relay);
        if (moving) {
          moving = false;
          forgetPorts();
        }
      }
    } catch (IOException | java.nio.channels.ClosedSelectorException closed) {
      // The test is over.
    }
  }

  private void relay(SelectionKey key) {
    try {
      if (key.channel() == front) {
        SocketAddress client = receive(front);
        if (client != null && survives()) {
          upstream(client).write(buffer);
        }
      } else {
        DatagramChannel upstream = (DatagramChannel) key.channel();
        if (receive(upstream) != null && survives()) {
          front.send(buffer, (SocketAddress) key.attachment());
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
