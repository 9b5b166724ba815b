package io.plenum.rtc.dtls;

import io.plenum.rtc.srtp.SrtpKeys;
import java.io.IOException;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;

/** Which side of the handshake we are; confined to the handshake's thread. */
sealed interface DtlsRole permits DtlsServerRole, DtlsClientRole {
  /** The keys, once {@link #shakeHands} has returned. */
  SrtpKeys keys();

  /**
   * Blocks until the session stands.
   *
   * @throws IOException if the handshake fails, takes too long or is cancelled
   */
  default DTLSTransport shakeHands(DatagramTransport datagrams) throws IOException {
    return switch (this) {
      case DtlsServerRole server -> new DTLSServerProtocol().accept(server, datagrams);
      case DtlsClientRole client -> new DTLSClientProtocol().connect(client, datagrams);
    };
  }
}
