package io.plenum.sfu.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.SdesText;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.Source;
import io.plenum.sfu.layer.LayerTarget;
import io.plenum.sfu.publish.PublishedStream;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.publish.Publisher;
import io.plenum.sfu.publish.RelayedNeeds;
import io.plenum.sfu.publish.RelayedPublisher;
import io.plenum.sfu.publish.RelayedSection;
import io.plenum.sfu.publish.Watched;
import io.plenum.testkit.ScriptedSession;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What of a camera in three encodings crosses, and what becomes of it at the other end. */
class RelaySinkTest {
  private static final List<String> RIDS = List.of("l", "m", "h");
  private static final EnumSet<Source> ALL = EnumSet.of(Source.CAMERA, Source.MICROPHONE);
  private static final int PAYLOAD_BYTES = 1_200;

  private final ScriptedSession session = new ScriptedSession(0, 1, 1, RIDS);
  private final Publisher publisher =
      new Publisher(
          session.negotiated(IceCredentials.random(new SplittableRandom(1))),
          ScriptedSession.SOURCES,
          ALL,
          1,
          () -> {});
  private final PublishedTrack camera = publisher.track(Source.CAMERA);
  private final PacketRing ring = new PacketRing();
  private final RelayCounters counters = new RelayCounters();
  private final RelaySink sink = new RelaySink(camera, 7, ring, counters);
  private final RelayedPublisher there =
      new RelayedPublisher(
          List.of(new RelayedSection(Source.CAMERA, camera.media())), ALL, () -> {});
  private final List<String> crossed = new ArrayList<>();
  private final int[] sent = new int[3];
  private final MemorySegment memory = MemorySegment.ofArray(new byte[2_048]);
  private final RtpView view = new RtpView();
  private long nowNs = 1_000_000_000L;

  @Test
  void crossesFromAKeyframeOn_inTheEncodingsThatAreWatched() {
    send(0, true);
    send(1, true);
    send(2, true);
    watch("l", "m");
    send(0, false);
    send(0, true);
    send(0, false);
    send(1, false);
    send(2, true);
    arrive();
    assertThat(crossed).containsExactly("0:2", "0:3");
    assertThat(wanted(0)).isFalse();
    assertThat(wanted(1)).as("no keyframe came").isTrue();
    assertThat(wanted(2)).as("nobody watches it").isFalse();
  }

  @Test
  void keepsNumbersSizesAndClock() {
    for (int i = 0; i < 3; i++) {
      send(i, true);
    }
    report(0, 5_000_000_000L, 90_000);
    watch("l", "m", "h");
    for (int i = 0; i < 3; i++) {
      send(i, true);
    }
    arrive();
    PublishedTrack track = there.track(Source.CAMERA);
    assertThat(track.ladder()).isEqualTo(camera.ladder());
    PublishedStream from = camera.encoding(0);
    PublishedStream to = track.encoding(0);
    assertThat(to.highestSequence()).isEqualTo(from.highestSequence());
    assertThat(to.ssrc()).isEqualTo(from.ssrc());
    assertThat(to.clock().captureNs(180_000)).isEqualTo(from.clock().captureNs(180_000));
    assertThat(to.cache().find(to.highestSequence(), new Span())).isTrue();

    report(0, 6_000_000_000L, 180_030);
    send(0, false);
    arrive();
    assertThat(to.clock().captureNs(180_030)).isEqualTo(from.clock().captureNs(180_030));
  }

  @Test
  void anEncodingEndsWithARefusedPacket_untilAKeyframeComes() {
    send(0, true);
    watch("l", "m", "h");
    send(0, true);
    for (int i = 1; i < PacketRing.PICTURE_BLOCKS; i++) {
      send(0, false);
    }
    assertThat(counters.droppedPictures).isZero();
    send(0, false);
    assertThat(counters.droppedPictures).isEqualTo(1);
    send(0, true);
    assertThat(wanted(0)).as("there is no room for one yet").isFalse();
    arrive();
    assertThat(crossed).hasSize(PacketRing.PICTURE_BLOCKS);
    crossed.clear();
    send(0, false);
    arrive();
    assertThat(crossed).isEmpty();
    assertThat(wanted(0)).isTrue();
    assertThat(counters.droppedPictures).as("not sent is not dropped").isEqualTo(1);
    send(0, true);
    send(0, false);
    arrive();
    assertThat(crossed).hasSize(2);
  }

  @Test
  void nothingOfTheOldCrosses_afterAMute() {
    watch("l");
    send(0, true);
    publisher.allow(EnumSet.of(Source.MICROPHONE));
    send(0, false);
    publisher.allow(ALL);
    send(0, false);
    arrive();
    assertThat(crossed).containsExactly("0:0");
    assertThat(wanted(0)).isTrue();
    send(0, true);
    arrive();
    assertThat(crossed).hasSize(2);
  }

  @Test
  void wishesForTheLargestSizeThatIsWatchedThere() {
    for (int i = 0; i < 3; i++) {
      send(i, true);
    }
    watch("l", "m");
    assertThat(sink.wish(camera.ladder())).isEqualTo(new LayerTarget(1, 0, LayerTarget.TOP));
    watch("l", "m", "h");
    assertThat(sink.wish(camera.ladder())).isEqualTo(new LayerTarget(2, 0, LayerTarget.TOP));
    assertThat(sink.decodes(session.codec(MediaKind.VIDEO))).isTrue();
    sink.show(new Watched(Source.CAMERA, RIDS, 1, "VP8"), List.of());
    assertThat(sink.decodes(session.codec(MediaKind.VIDEO))).isFalse();
  }

  @Test
  void asksForThereWhatIsWatched_andWithdrawsIt() {
    for (int i = 0; i < 3; i++) {
      send(i, true);
    }
    Needs needs = new Needs();
    there.onDeadline(needs, nowNs);
    assertThat(needs.said).isEmpty();
    PublishedTrack track = there.track(Source.CAMERA);
    PacketRing elsewhere = new PacketRing();
    RelaySink watcher = new RelaySink(track, 1, elsewhere, counters);
    watcher.show(new Watched(Source.CAMERA, RIDS, 8, "VP8"), List.of(96));
    track.add(watcher);
    assertThat(there.nextDeadlineNs()).isLessThanOrEqualTo(nowNs);
    there.onDeadline(needs, nowNs);
    assertThat(needs.said).containsExactly("CAMERA [l, m, h] [96]");
    track.wantKeyframe(0);
    there.onDeadline(needs, nowNs);
    assertThat(needs.said).as("there is no such stream yet").hasSize(1);
    watch("l");
    send(0, true);
    arrive();
    track.wantKeyframe(0);
    there.onDeadline(needs, nowNs);
    there.onDeadline(needs, nowNs + 299_000_000L);
    assertThat(needs.said).endsWith("keyframe of CAMERA 0").hasSize(2);
    there.onDeadline(needs, nowNs + 300_000_000L);
    assertThat(needs.said).hasSize(3);
    track.remove(watcher);
    there.onDeadline(needs, nowNs + 301_000_000L);
    assertThat(needs.said).endsWith("CAMERA nobody").hasSize(4);
  }

  private void watch(String... rids) {
    sink.show(new Watched(Source.CAMERA, List.of(rids), 8, "VP8"), List.of(96));
    if (camera.watchers() == 0) {
      camera.add(sink);
    }
  }

  private boolean wanted(int encoding) {
    return camera.encoding(encoding).keyframes().nextDeadlineNs() != Long.MAX_VALUE;
  }

  private void report(int encoding, long publisherNs, long rtpTime) {
    int ssrc = 10 + encoding;
    publisher.senderReport(
        new SenderReport(ssrc, NtpTime.of(publisherNs), rtpTime, 1, 1, List.of()), nowNs);
  }

  private void send(int encoding, boolean keyframe) {
    nowNs += 1_000_000;
    ExtensionWriter extensions = new ExtensionWriter();
    SdesText.write(extensions, session.cameraExtensions().get(ExtensionUri.MID), "c");
    SdesText.write(
        extensions, session.cameraExtensions().get(ExtensionUri.RID), RIDS.get(encoding));
    Span span = new Span().set(memory, 0, 0, 2_048);
    int payloadType = session.codec(MediaKind.VIDEO).payloadType();
    int number = sent[encoding]++;
    RtpWriter.writeHeader(span, payloadType, true, number, number * 90L, 10 + encoding, extensions);
    int width = 320 << encoding;
    int height = 180 << encoding;
    byte[] head = {
      0x10,
      (byte) (keyframe ? 0x10 : 0x11),
      0,
      0,
      (byte) 0x9D,
      0x01,
      0x2A,
      (byte) width,
      (byte) (width >> 8),
      (byte) height,
      (byte) (height >> 8)
    };
    MemorySegment.copy(
        head, 0, memory, ValueLayout.JAVA_BYTE, span.offset() + span.length(), head.length);
    span.length(span.length() + PAYLOAD_BYTES);
    assertThat(view.wrap(span)).isTrue();
    if (publisher.admits(view, nowNs)) {
      publisher.forward(view, nowNs);
    }
  }

  /** What is in the ring arrives at the other end. */
  private void arrive() {
    RtpView packetThere = new RtpView();
    ring.read(
        new PacketRing.Reader() {
          @Override
          public void packet(int who, Source source, int e, long sequence, long at, Span packet) {
            assertThat(who).isEqualTo(7);
            assertThat(packetThere.wrap(packet)).isTrue();
            crossed.add(e + ":" + packetThere.sequenceNumber());
            assertThat(there.rtp(source, e, packetThere, sequence, at, nowNs)).isTrue();
          }

          @Override
          public void report(
              int who,
              Source source,
              int e,
              int ssrc,
              long publisherNs,
              long serverNs,
              long rtpTime) {
            there.reported(source, e, ssrc, publisherNs, serverNs, rtpTime);
          }
        },
        PacketRing.BLOCKS);
  }

  /** Writes down what is asked for. */
  private static final class Needs implements RelayedNeeds {
    private final List<String> said = new ArrayList<>();

    @Override
    public void wantKeyframe(Source source, int encoding) {
      said.add("keyframe of " + source + " " + encoding);
    }

    @Override
    public void watched(Source source, Watched watchedOrNull, List<Integer> decoded) {
      said.add(
          source
              + (watchedOrNull == null ? " nobody" : " " + watchedOrNull.rids() + " " + decoded));
    }
  }
}
