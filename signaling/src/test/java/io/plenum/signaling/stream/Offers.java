package io.plenum.signaling.stream;

import io.plenum.signaling.message.Person;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.SourceStates;
import java.time.Instant;
import java.util.List;

/** What streams offer and hear, for tests. */
public final class Offers {
  private static final String HEAD =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n";

  /** As OBS would send it. */
  public static final String PUBLISHER = HEAD + audio("0", "sendonly") + video("1", "sendonly");

  /** As a page would. */
  public static final String VIEWER = HEAD + audio("0", "recvonly") + video("1", "recvonly");

  private Offers() {}

  static String audio(String mid, String direction) {
    return section("audio", "111", mid, direction) + "a=rtpmap:111 opus/48000/2\r\n";
  }

  static String video(String mid, String direction) {
    return section("video", "96", mid, direction)
        + "a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack pli\r\n";
  }

  private static String section(String kind, String format, String mid, String direction) {
    return "m="
        + kind
        + " 9 UDP/TLS/RTP/SAVPF "
        + format
        + "\r\nc=IN IP4 0.0.0.0\r\na=mid:"
        + mid
        + "\r\na="
        + direction
        + "\r\na=rtcp-mux\r\na=setup:actpass\r\na=ice-ufrag:Zp3x\r\n"
        + "a=ice-pwd:aN7Qk1VwTz5Rm9LcYb2HsE4u\r\na=fingerprint:sha-256 "
        + "0A:".repeat(31)
        + "FF\r\n";
  }

  static StreamKey key(StreamScope scope) {
    return new StreamKey("key1", "m1", scope, "Stage", Instant.EPOCH, Instant.MAX);
  }

  static Person person(String seat, boolean camera, boolean screen) {
    return new Person(
        seat,
        seat,
        SeatKind.REGISTERED,
        false,
        true,
        Instant.EPOCH,
        new SourceStates(true, camera, screen));
  }

  static ServerMessage room(Person... people) {
    return new ServerMessage.Room(
        new ServerMessage.MeetingCard("m1", "Weekly", "123456789", false, false),
        person("seat1", false, false),
        List.of(people),
        null,
        List.of(),
        Instant.EPOCH);
  }
}
