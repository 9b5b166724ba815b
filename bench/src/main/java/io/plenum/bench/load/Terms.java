package io.plenum.bench.load;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.Extmap;
import io.plenum.rtc.sdp.MediaSection;
import io.plenum.rtc.sdp.SdpParse;
import io.plenum.rtc.sdp.SdpParser;
import io.plenum.rtc.sdp.SessionDescription;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a description of the server's says of its transport and of what it sends.
 *
 * @param server its first UDP host candidate of IPv4
 * @param lite whether it is a lite agent (RFC 8445), which never controls
 * @param saysHello whether it will open DTLS: {@code a=setup:active}
 * @param voicePayloadType of Opus; -1: none
 * @param rtxPayloadType of retransmissions of pictures; -1: none
 * @param transportSequenceId extension id of the transport-wide number; 0: not used
 * @param repairs the SSRC of each stream by that of its retransmissions
 */
public record Terms(
    InetSocketAddress server,
    IceCredentials ice,
    List<Fingerprint> fingerprints,
    boolean lite,
    boolean saysHello,
    int voicePayloadType,
    int rtxPayloadType,
    int transportSequenceId,
    Map<Integer, Integer> repairs) {
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "a=candidate:\\S+ 1 udp \\d+ (\\d+\\.\\d+\\.\\d+\\.\\d+) (\\d+) typ host",
          Pattern.CASE_INSENSITIVE);

  /**
   * Reads an offer or answer.
   *
   * @throws IOException if it cannot be followed; the message says why
   */
  public static Terms of(String sdp) throws IOException {
    SessionDescription description = parsed(sdp);
    MediaSection.Transport transport = description.media().getFirst().transport();
    return new Terms(
        candidate(sdp),
        transport.ice(),
        transport.fingerprints(),
        description.iceLite(),
        "active".equals(transport.setup()),
        payloadType(description, "opus"),
        payloadType(description, "rtx"),
        transportSequence(description),
        repairs(description));
  }

  /** The description, whichever side wrote it. */
  public static SessionDescription parsed(String sdp) throws IOException {
    return switch (SdpParser.parse(sdp)) {
      case SdpParse.Parsed(SessionDescription description) -> description;
      case SdpParse.Rejected(int line, String reason) ->
          throw new IOException("line " + line + " of a description: " + reason + "\n" + sdp);
    };
  }

  private static InetSocketAddress candidate(String sdp) throws IOException {
    Matcher matcher = CANDIDATE.matcher(sdp);
    while (matcher.find()) {
      InetAddress address = InetAddress.getByName(matcher.group(1));
      if (address instanceof Inet4Address) {
        return new InetSocketAddress(address, Integer.parseInt(matcher.group(2)));
      }
    }
    throw new IOException("no UDP host candidate of IPv4:\n" + sdp);
  }

  private static int payloadType(SessionDescription description, String codec) {
    for (MediaSection section : description.media()) {
      for (Codec offered : section.codecs()) {
        if (codec.equals("rtx") && offered.rtxPayloadType() >= 0) {
          return offered.rtxPayloadType();
        }
        if (offered.name().equalsIgnoreCase(codec)) {
          return offered.payloadType();
        }
      }
    }
    return -1;
  }

  private static Map<Integer, Integer> repairs(SessionDescription description) {
    return description.media().stream()
        .map(MediaSection::sentPair)
        .filter(pair -> pair.size() == 2)
        .collect(Collectors.toMap(pair -> pair.get(1), pair -> pair.get(0)));
  }

  private static int transportSequence(SessionDescription description) {
    OptionalInt id =
        description.media().stream()
            .flatMap(section -> section.extensions().stream())
            .filter(extension -> extension.uri().equals(ExtensionUri.TRANSPORT_SEQUENCE))
            .mapToInt(Extmap::id)
            .findFirst();
    return id.orElse(0);
  }
}
