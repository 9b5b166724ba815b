package io.plenum.bench.load;

import io.plenum.rtc.srtp.SrtpProfile;
import java.net.InetAddress;
import java.util.List;

/**
 * What all clients of a load do alike.
 *
 * @param address of IPv4 that they bind to
 * @param profiles of SRTP that they offer or accept, the best first
 * @param decryptedShare of packets that are decrypted and compared, 0 to 1
 * @param loss share of incoming media packets that are thrown away unseen and, if pictures, asked
 *     for again, 0 to 1
 * @param video what cameras send
 */
public record LoadSettings(
    InetAddress address,
    List<SrtpProfile> profiles,
    double decryptedShare,
    double loss,
    VideoShape video) {
  /** Copies the list. */
  public LoadSettings {
    profiles = List.copyOf(profiles);
  }
}
