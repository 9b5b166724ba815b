package io.plenum.rtc.dtls;

import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Shakes hands with itself, so that the first participant does not wait for class loading: the
 * first handshake of a process takes ten times as long as later ones (measured: 110-400 ms).
 */
public final class DtlsWarmUp {
  private DtlsWarmUp() {}

  /**
   * Completes when a client and a server in this process have agreed; exceptionally if they cannot,
   * which means that this JDK lacks an algorithm. Uses no network.
   */
  public static CompletableFuture<Void> run(DtlsCertificate certificate) {
    List<Fingerprint> self = List.of(certificate.fingerprint());
    List<SrtpProfile> profiles = List.of(SrtpProfile.values());
    Side server = new Side();
    Side client = new Side();
    DtlsHandshake accepting = DtlsHandshake.accept(certificate, self, profiles, server);
    client.peer.set(accepting);
    DtlsHandshake connecting = DtlsHandshake.connect(certificate, self, profiles, client);
    server.peer.set(connecting);
    return CompletableFuture.allOf(server.done, client.done)
        .whenComplete(
            (done, failure) -> {
              accepting.close();
              connecting.close();
            });
  }

  /** Listens to one handshake and passes what it sends to the other. */
  private static final class Side implements DtlsListener {
    private final AtomicReference<DtlsHandshake> peer = new AtomicReference<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    @Override
    public void send(byte[] datagram) {
      DtlsHandshake to = peer.get();
      if (to != null) { // else lost; the handshake repeats it
        to.receive(datagram);
      }
    }

    @Override
    public void completed(SrtpKeys keys) {
      done.complete(null);
    }

    @Override
    public void failed(String reason) {
      done.completeExceptionally(new IllegalStateException(reason));
    }

    @Override
    public void closed() {}
  }
}
