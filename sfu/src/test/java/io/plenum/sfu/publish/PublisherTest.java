package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.SdesText;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.Source;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Which packet goes to which track, and what goes nowhere. */
class PublisherTest {
  private static final int MID = 1;
  private static final int RID = 2;
  private static final int REPAIRED_RID = 3;
  private static final int VP8 = 96;
  private static final int RTX = 97;
  private static final long MS = 1_000_000L;

  /** A timestamp that a report names. */
  private static final long REPORTED = 90_000;

  private final List<String> delivered = new ArrayList<>();
  private final RtpView view = new RtpView();
  private long nowNs;

  @Test
  void signalledSsrcNeedsNoMid() {
    Publisher publisher = publisher(camera(List.of(), 50, 51));
    receive(publisher, VP8, 50, 1, null, null, null, true);
    assertThat(delivered).containsExactly("null 50 #1 key");
  }

  @Test
  void midNamesTheTrack_andTheSsrcStaysLatched() {
    Publisher publisher = publisher(camera(List.of(), null, null));
    receive(publisher, VP8, 60, 1, "c", null, null, true);
    receive(publisher, VP8, 60, 2, null, null, null, false);
    assertThat(delivered).containsExactly("null 60 #1 key", "null 60 #2");
  }

  @Test
  void retransmissionFillsTheHole_inTheSameTrack() {
    Publisher publisher = publisher(camera(List.of(), 50, 51));
    receive(publisher, VP8, 50, 1, null, null, null, true);
    receive(publisher, VP8, 50, 3, null, null, null, false);
    retransmit(publisher, 51, 2, null, null);
    retransmit(publisher, 51, 2, null, null);
    assertThat(delivered).containsExactly("null 50 #1 key", "null 50 #3", "null 50 #2");
    assertThat(publisher.rejected(MediaReject.DUPLICATE)).isEqualTo(1);
  }

  @Test
  void dropsWhatIsMoreThanOneMaySend_andTakesTheRestAgain() {
    Publisher publisher = publisher(camera(List.of(), 50, 51));
    for (int i = 0; i < Publisher.PACKETS_PER_SECOND + 10; i++) {
      nowNs = MS;
      receive(publisher, VP8, 50, i, null, null, null, i == 0);
    }
    assertThat(publisher.rejected(MediaReject.FLOOD)).isPositive();
    assertThat(delivered).hasSizeLessThanOrEqualTo(Publisher.PACKETS_PER_SECOND + 1);
    long before = publisher.rejected(MediaReject.FLOOD);
    nowNs = 2_000 * MS;
    receive(publisher, VP8, 50, Publisher.PACKETS_PER_SECOND + 10, null, null, null, false);
    assertThat(publisher.rejected(MediaReject.FLOOD)).isEqualTo(before);
    assertThat(delivered.getLast()).isEqualTo("null 50 #" + (Publisher.PACKETS_PER_SECOND + 10));
  }

  @Test
  void aReportThatCameAheadOfTheFirstPacketCounts() {
    Publisher publisher = publisher(camera(List.of("q"), null, null));
    publisher.senderReport(reportOf(70), 1_000 * MS);
    nowNs = 1_200 * MS;
    receive(publisher, VP8, 70, 0, "c", "q", null, true);
    SenderClock clock = publisher.track(Source.CAMERA).encoding(0).clock();
    assertThat(clock.captureNs(REPORTED)).isCloseTo(1_000 * MS, Offset.offset(1_000L));
  }

  @Test
  void onlyTheLatestReportsAreKept_ofStreamsThatMayNeverCome() {
    Publisher publisher = publisher(camera(List.of("q", "h"), null, null));
    for (int ssrc = 70; ssrc <= 70 + EarlyReports.MAX; ssrc++) {
      publisher.senderReport(reportOf(ssrc), 1_000 * MS);
    }
    nowNs = 1_200 * MS;
    receive(publisher, VP8, 70, 0, "c", "q", null, true);
    receive(publisher, VP8, 71, 0, "c", "h", null, true);
    PublishedTrack track = publisher.track(Source.CAMERA);
    assertThat(track.encoding(0).clock().captureNs(0)).as("forgotten").isEqualTo(nowNs);
    assertThat(track.encoding(1).clock().captureNs(REPORTED))
        .isCloseTo(1_000 * MS, Offset.offset(1_000L));
  }

  @Test
  void aReportOfLongAgoIsForgotten() {
    Publisher publisher = publisher(camera(List.of("q"), null, null));
    publisher.senderReport(reportOf(70), 1_000 * MS);
    nowNs = 1_000 * MS + EarlyReports.MAX_AGE_NS + 1;
    receive(publisher, VP8, 70, 0, "c", "q", null, true);
    SenderClock clock = publisher.track(Source.CAMERA).encoding(0).clock();
    assertThat(clock.captureNs(0)).as("by arrival").isEqualTo(nowNs);
  }

  private static SenderReport reportOf(int ssrc) {
    return new SenderReport(ssrc, NtpTime.of(5_000 * MS), REPORTED, 0, 0, List.of());
  }

  @Test
  void emptyRetransmissionIsAProbe() {
    Publisher publisher = publisher(camera(List.of(), 50, 51));
    receive(publisher, VP8, 50, 1, null, null, null, true);
    send(publisher, RTX, 51, 9, null, null, null, new byte[0]);
    assertThat(publisher.rejected(MediaReject.PROBE)).isEqualTo(1);
  }

  @Test
  void ladderEndsWithTheLargestActiveEncoding_andALowerOneWhenItStops() {
    Publisher publisher = publisher(camera(List.of("q", "h", "f"), null, null));
    PublishedTrack track = publisher.track(Source.CAMERA);
    for (int i = 0; i < 10; i++) {
      receive(publisher, VP8, 70, i, "c", "q", null, i == 0);
      receive(publisher, VP8, 72, i, "c", "f", null, i == 0);
      nowNs += 33 * MS;
    }
    assertThat(track.ladder().rungs().getLast().encoding()).isEqualTo(2);
    for (int i = 10; i < 60; i++) {
      receive(publisher, VP8, 70, i, "c", "q", null, false);
      nowNs += 33 * MS;
    }
    track.measure(nowNs);
    assertThat(track.ladder().rungs().getLast().encoding()).isZero();
  }

  @Test
  void repairedRidNamesTheEncoding() {
    Publisher publisher = publisher(camera(List.of("q", "h"), null, null));
    receive(publisher, VP8, 70, 1, "c", "q", null, true);
    receive(publisher, VP8, 70, 3, "c", "q", null, false);
    retransmit(publisher, 80, 2, "c", "q");
    assertThat(delivered).endsWith("q 70 #2");
  }

  @Test
  void encodingThatWasNotNegotiatedIsRejected() {
    Publisher publisher = publisher(camera(List.of("q"), null, null));
    receive(publisher, VP8, 70, 1, "c", "x", null, true);
    receive(publisher, VP8, 71, 1, "c", null, null, true);
    receive(publisher, VP8, 72, 1, "unknown", "q", null, true);
    assertThat(publisher.rejected(MediaReject.UNKNOWN_STREAM)).isEqualTo(3);
  }

  @Test
  void strangePayloadTypeIsRejected() {
    Publisher publisher = publisher(camera(List.of(), 50, 51));
    receive(publisher, 100, 50, 1, null, null, null, true);
    receive(publisher, VP8, 51, 1, null, null, null, true);
    assertThat(publisher.rejected(MediaReject.UNKNOWN_PAYLOAD_TYPE)).isEqualTo(2);
  }

  @Test
  void ssrcMayChangeAFewTimesOnly() {
    Publisher publisher = publisher(camera(List.of(), null, null));
    for (int i = 0; i < 1_000; i++) {
      receive(publisher, VP8, 1_000 + i, 1, "c", null, null, true);
    }
    assertThat(delivered.stream().filter(what -> what.endsWith("key")))
        .hasSize(1 + Demultiplexer.MAX_CHANGES);
    assertThat(publisher.rejected(MediaReject.TOO_MANY_STREAMS))
        .isEqualTo(999 - Demultiplexer.MAX_CHANGES);
    publisher.close();
  }

  @Test
  void oversizedPacketIsRejected() {
    Publisher publisher = publisher(camera(List.of(), 50, 51));
    send(publisher, VP8, 50, 1, null, null, null, new byte[Publisher.MAX_PAYLOAD_BYTES + 1]);
    assertThat(publisher.rejected(MediaReject.TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void mutedTrackDeliversNothing_andKeepsNothing() {
    Publisher publisher = publisher(camera(List.of(), 50, 51));
    receive(publisher, VP8, 50, 1, null, null, null, true);
    PublishedStream stream = publisher.track(Source.CAMERA).encoding(0);
    publisher.allow(EnumSet.noneOf(Source.class));
    receive(publisher, VP8, 50, 2, null, null, null, true);
    assertThat(delivered).containsExactly("null 50 #1 key", "interrupted");
    assertThat(stream.cache().allocatedBytes()).isZero();
    assertThat(publisher.rejected(MediaReject.NOT_ALLOWED)).isEqualTo(1);
  }

  @Test
  void directoryRefusesOneMoreThanItHolds() {
    StreamDirectory directory = new StreamDirectory();
    for (int i = 0; i < StreamDirectory.MAX_SSRCS; i++) {
      assertThat(directory.add(i, null, false)).isEqualTo(i);
    }
    assertThat(directory.add(99, null, false)).isEqualTo(-1);
    assertThat(directory.find(5)).isEqualTo(5);
    assertThat(directory.find(99)).isEqualTo(-1);
  }

  private Publisher publisher(NegotiatedMedia media) {
    NegotiatedSession session =
        new NegotiatedSession(new IceCredentials("u", "p"), List.of(), List.of(media));
    Publisher publisher =
        new Publisher(session, Map.of("c", Source.CAMERA), EnumSet.of(Source.CAMERA), 1, () -> {});
    publisher.track(Source.CAMERA).add(new Recorder());
    return publisher;
  }

  private static NegotiatedMedia camera(List<String> rids, Integer ssrc, Integer rtxSsrc) {
    return new NegotiatedMedia(
        0,
        "c",
        MediaKind.VIDEO,
        Direction.RECVONLY,
        List.of(new Codec(VP8, "VP8", 90_000, 1, "", RTX, List.of("nack", "nack pli"))),
        Map.of(
            ExtensionUri.MID, MID, ExtensionUri.RID, RID, ExtensionUri.REPAIRED_RID, REPAIRED_RID),
        rids,
        ssrc,
        rtxSsrc,
        0,
        0,
        null);
  }

  private void receive(
      Publisher publisher,
      int payloadType,
      int ssrc,
      int sequence,
      String mid,
      String rid,
      String repairedRid,
      boolean keyframe) {
    // Descriptor with S, then a frame tag; later bytes are of no interest.
    byte[] payload = {0x10, (byte) (keyframe ? 0 : 1), 0, 0, 0, 0};
    send(publisher, payloadType, ssrc, sequence, mid, rid, repairedRid, payload);
  }

  private void retransmit(
      Publisher publisher, int ssrc, int original, String mid, String repairedRid) {
    byte[] payload = {(byte) (original >> 8), (byte) original, 0x10, 1, 0, 0};
    send(publisher, RTX, ssrc, original + 500, mid, null, repairedRid, payload);
  }

  private void send(
      Publisher publisher,
      int payloadType,
      int ssrc,
      int sequence,
      String mid,
      String rid,
      String repairedRid,
      byte[] payload) {
    ExtensionWriter extensions = new ExtensionWriter();
    write(extensions, MID, mid);
    write(extensions, RID, rid);
    write(extensions, REPAIRED_RID, repairedRid);
    Span span = new Span().set(MemorySegment.ofArray(new byte[2_048]), 0, 0, 2_048);
    RtpWriter.writeHeader(span, payloadType, true, sequence, sequence * 3_000L, ssrc, extensions);
    int at = span.length();
    span.length(at + payload.length);
    MemorySegment.copy(MemorySegment.ofArray(payload), 0, span.memory(), at, payload.length);
    assertThat(view.wrap(span)).isTrue();
    if (publisher.admits(view, nowNs)) {
      publisher.forward(view, nowNs);
    }
  }

  private static void write(ExtensionWriter to, int id, String text) {
    if (text != null) {
      SdesText.write(to, id, text);
    }
  }

  private final class Recorder implements PacketSink {
    @Override
    public void packet(
        PublishedStream stream, RtpView packet, FrameInfo frame, long sequence, long nowNs) {
      delivered.add(
          stream.rid()
              + " "
              + packet.ssrc()
              + " #"
              + (sequence & 0xFFFF)
              + (frame.opensKeyframe() ? " key" : ""));
    }

    @Override
    public void ladderChanged(long at) {}

    @Override
    public LayerTarget wish(Ladder sizes) {
      return sizes.target(0, 0);
    }

    @Override
    public boolean decodes(Codec codec) {
      return true;
    }

    @Override
    public void interrupted() {
      delivered.add("interrupted");
    }
  }
}
