package io.plenum.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** How a test client's packets travel: over UDP, or framed in a TCP connection (RFC 4571). */
interface ClientWire extends AutoCloseable {

  /** Before anything is sent. */
  void connect(InetSocketAddress server) throws IOException;

  /** Any thread. */
  void send(byte[] packet) throws IOException;

  /** Waits for one packet; returns its length. One thread. */
  int receive(byte[] buffer) throws IOException;

  /** Where it sends from; TCP: once it is connected. */
  InetSocketAddress address();

  boolean closed();

  /** Goes on from another port, as behind a translator that has forgotten the old one. UDP only. */
  default void move() throws IOException {
    throw new UnsupportedOperationException("a connection does not move");
  }

  @Override
  void close();

  /** A UDP socket on a free port of {@code address}. */
  static ClientWire udp(InetAddress address) throws IOException {
    return new Udp(new DatagramSocket(new InetSocketAddress(address, 0)));
  }

  /** A TCP connection from a free port. */
  static ClientWire tcp() {
    return new Tcp();
  }

  /** Over UDP. */
  final class Udp implements ClientWire {
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private volatile DatagramSocket socket;
    private volatile InetSocketAddress server;

    private Udp(DatagramSocket socket) throws IOException {
      this.socket = socket;
      socket.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
    }

    @Override
    public void connect(InetSocketAddress server) {
      this.server = server;
    }

    @Override
    public void send(byte[] packet) throws IOException {
      socket.send(new DatagramPacket(packet, packet.length, server));
    }

    @Override
    public int receive(byte[] buffer) throws IOException {
      DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
      while (true) {
        DatagramSocket current = socket;
        try {
          current.receive(datagram);
          return datagram.getLength();
        } catch (IOException closed) {
          if (current == socket) {
            throw closed;
          }
        }
      }
    }

    @Override
    public void move() throws IOException {
      DatagramSocket old = socket;
      socket = new DatagramSocket(new InetSocketAddress(old.getLocalAddress(), 0));
      old.close();
    }

    @Override
    public InetSocketAddress address() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public boolean closed() {
      return socket.isClosed();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** Over TCP. */
  final class Tcp implements ClientWire {
    private final Socket socket = new Socket();
    private DataInputStream in;
    private DataOutputStream out;

    private Tcp() {}

    @Override
    public void connect(InetSocketAddress server) throws IOException {
      socket.setTcpNoDelay(true);
      socket.connect(server, 5_000);
      in = new DataInputStream(socket.getInputStream());
      out = new DataOutputStream(socket.getOutputStream());
    }

    @Override
    public synchronized void send(byte[] packet) throws IOException {
      byte[] framed = new byte[2 + packet.length];
      framed[0] = (byte) (packet.length >> 8);
      framed[1] = (byte) packet.length;
      System.arraycopy(packet, 0, framed, 2, packet.length);
      out.write(framed);
    }

    @Override
    public int receive(byte[] buffer) throws IOException {
      int length = in.readUnsignedShort();
      in.readFully(buffer, 0, length);
      return length;
    }

    @Override
    public InetSocketAddress address() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public boolean closed() {
      return socket.isClosed();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException alreadyBroken) {
        // It is what was wanted.
      }
    }
  }
}
