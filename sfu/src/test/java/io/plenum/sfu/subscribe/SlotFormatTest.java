package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.testkit.ScriptedSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotFormatTest {
  private final ScriptedSession from = new ScriptedSession(1, 4, 9);
  private final ScriptedSession to = new ScriptedSession(2, 4, 9);

  @Test
  void payloadTypesBecomeTheReceivers() {
    SlotFormat format = SlotFormat.between(section(from, "c"), section(to, "v0"));
    int published = from.codec(MediaKind.VIDEO).payloadType();
    assertThat(format.payloadType(published)).isEqualTo(to.codec(MediaKind.VIDEO).payloadType());
    assertThat(format.rtxPayloadType(published))
        .isEqualTo(to.codec(MediaKind.VIDEO).rtxPayloadType());
    assertThat(format.payloadType(127)).isEqualTo(-1);
  }

  @Test
  void nothingFits_whenTheReceiverDoesNotKnowTheCodec() {
    SlotFormat format = SlotFormat.between(section(from, "c"), section(to, "a0"));
    assertThat(format.payloadType(from.codec(MediaKind.VIDEO).payloadType())).isEqualTo(-1);
  }

  @Test
  void loudnessAndOrientationAreCopiedUnderTheReceiversIds_butNothingOfTheHop() {
    assertCopied("c", "v0", MediaKind.VIDEO, ExtensionUri.VIDEO_ORIENTATION);
    assertCopied("m", "a0", MediaKind.AUDIO, ExtensionUri.AUDIO_LEVEL);
  }

  @Test
  void soundIsKnownWithAndWithoutRedundancy_whereTheReceiverTakesIt() {
    NegotiatedMedia receiver = section(to, "a0");
    NegotiatedMedia publisher = withCodec(section(from, "m"), from.redundancy());
    int published = from.redundancy().payloadType();
    int opus = to.codec(MediaKind.AUDIO).payloadType();

    SlotFormat without = SlotFormat.between(publisher, receiver);
    assertThat(without.payloadType(published)).isEqualTo(opus);
    assertThat(without.sound()).isEqualTo(opus);
    assertThat(without.redundancy()).isEqualTo(-1);

    SlotFormat with = SlotFormat.between(publisher, withCodec(receiver, to.redundancy()));
    assertThat(with.payloadType(published)).isEqualTo(opus);
    assertThat(with.redundancy()).isEqualTo(to.redundancy().payloadType());

    SlotFormat added = SlotFormat.between(section(from, "m"), withCodec(receiver, to.redundancy()));
    assertThat(added.payloadType(published)).as("not negotiated").isEqualTo(-1);
    assertThat(added.redundancy()).isEqualTo(to.redundancy().payloadType());
  }

  private static NegotiatedMedia withCodec(NegotiatedMedia media, Codec codec) {
    List<Codec> codecs = new ArrayList<>(media.codecs());
    codecs.add(codec);
    return new NegotiatedMedia(
        media.index(),
        media.mid(),
        media.kind(),
        media.direction(),
        codecs,
        media.extensions(),
        media.rids(),
        media.remoteSsrc(),
        media.remoteRtxSsrc(),
        media.localSsrc(),
        media.localRtxSsrc(),
        media.streamId());
  }

  private void assertCopied(String published, String slot, MediaKind kind, String uri) {
    SlotFormat format = SlotFormat.between(section(from, published), section(to, slot));
    assertThat(format.extensions().target(from.extensions(kind).get(uri)))
        .isEqualTo(to.extensions(kind).get(uri));
    assertThat(format.extensions().target(from.extensions(kind).get(ExtensionUri.MID))).isZero();
    int transport = from.extensions(kind).get(ExtensionUri.TRANSPORT_SEQUENCE);
    assertThat(format.extensions().target(transport)).isZero();
  }

  private static NegotiatedMedia section(ScriptedSession session, String mid) {
    return session.negotiated(new IceCredentials("u", "p")).media().stream()
        .filter(media -> media.mid().equals(mid))
        .findFirst()
        .orElseThrow();
  }
}
