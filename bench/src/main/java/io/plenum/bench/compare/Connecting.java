package io.plenum.bench.compare;

import io.plenum.bench.load.LoadLoop;
import io.plenum.bench.load.LoadPeer;
import io.plenum.bench.load.Terms;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What clients of every server do alike. Stateless. */
final class Connecting {
  private static final long CONNECT_SECONDS = 20;

  private Connecting() {}

  /** Connects by the server's terms and waits for keys; returns the profile of SRTP. */
  static String connect(LoadLoop load, LoadPeer peer, Terms terms, boolean controlling)
      throws IOException, InterruptedException {
    load.ask(
        () -> {
          load.connect(peer, terms, controlling);
          return peer;
        });
    try {
      return peer.connected().get(CONNECT_SECONDS, TimeUnit.SECONDS).name();
    } catch (ExecutionException | TimeoutException failure) {
      throw new IOException("a client cannot connect to " + terms.server(), failure);
    }
  }

  /** Lets a connected peer send to {@code audience} others. */
  static void send(LoadLoop load, LoadPeer peer, boolean voice, boolean camera, int audience)
      throws IOException, InterruptedException {
    load.ask(
        () -> {
          if (voice) {
            load.sendVoice(peer, ClientSdp.microphone(peer), audience);
          }
          if (camera) {
            load.sendCamera(peer, ClientSdp.camera(peer), audience);
          }
          return peer;
        });
  }
}
