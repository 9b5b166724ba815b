package io.plenum.sfu.net;

import io.plenum.rtc.ice.Flow;
import java.net.InetSocketAddress;

/** What datagrams come in by and answers leave by: a UDP socket or one TCP connection. */
public sealed interface Carrier permits LocalSocket, TcpConnection {

  /** The address and port of ours that it uses. */
  InetSocketAddress address();

  /** The way back to {@code from}, who sent something by this carrier. */
  Flow flow(InetSocketAddress from);
}
