package io.plenum.sfu.loop;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.ice.StreamDeframer;
import io.plenum.rtc.stun.StunPeek;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings connections that were accepted elsewhere, on the port of HTTPS, to the loop that the first
 * check names. Any thread.
 */
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

  private final List<MediaLoop> loops;

  Adoption(List<MediaLoop> loops) {
    this.loops = loops;
  }

  /**
   * Takes a connection over; it is closed if its first packet is no check for anybody here.
   *
   * @param first what was read of it: a whole packet with its length (RFC 4571), perhaps more
   */
  void adopt(SocketChannel connection, byte[] first) {
    int place = place(first);
    boolean known = place >= 0 && place < loops.size();
    if (!known || !loops.get(place).post(new LoopCommand.Adopt(connection, first))) {
      refuse(connection);
    }
  }

  private static int place(byte[] first) {
    Span packet = new StreamDeframer().next(ByteBuffer.wrap(first));
    String ufrag = packet == null ? null : new StunPeek().localUfrag(packet);
    return ufrag == null ? -1 : IceCredentials.place(ufrag);
  }

  static void refuse(SocketChannel connection) {
    try {
      connection.close();
    } catch (IOException alreadyBroken) {
      LOG.debug("a connection was gone already", alreadyBroken);
    }
  }
}
