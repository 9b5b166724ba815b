package io.plenum.testkit;

import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunView;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A STUN server on loopback that sees its clients as the test says, as if a translator stood
 * between. One thread of its own; any thread may call.
 */
public final class StunResponder implements AutoCloseable {
  private static final int MAX_BYTES = 1_500;

  private final DatagramSocket socket;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile UnaryOperator<InetSocketAddress> translator;

  /** Sees who comes from {@code address} as {@code translator} of that; null: does not answer. */
  public StunResponder(InetAddress address, UnaryOperator<InetSocketAddress> translator)
      throws IOException {
    this.socket = new DatagramSocket(new InetSocketAddress(address, 0));
    this.translator = translator;
    Thread.ofPlatform().daemon().name("stun-" + socket.getLocalPort()).start(this::run);
  }

  /** Where it is. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Sees its clients otherwise from now on. */
  public void translate(UnaryOperator<InetSocketAddress> otherwise) {
    translator = otherwise;
  }

  /** Requests so far. */
  public int requests() {
    return requests.get();
  }

  private void run() {
    DatagramPacket datagram = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
    StunView view = new StunView();
    try {
      while (true) {
        socket.receive(datagram);
        Span request = Span.of(Arrays.copyOf(datagram.getData(), datagram.getLength()));
        if (view.wrap(request) && view.bindingRequest()) {
          requests.incrementAndGet();
          answer(view, (InetSocketAddress) datagram.getSocketAddress());
        }
        datagram.setLength(MAX_BYTES);
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void answer(StunView request, InetSocketAddress from) throws IOException {
    InetSocketAddress seen = translator.apply(from);
    if (seen != null) {
      Span answer = Span.of(new byte[StunWriter.MAX_ANSWER_BYTES]);
      new StunWriter()
          .begin(answer, StunMessageType.BINDING_SUCCESS, request.transactionId())
          .xorMappedAddress(seen)
          .fingerprint();
      byte[] bytes = answer.toBytes();
      socket.send(new DatagramPacket(bytes, bytes.length, from));
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
