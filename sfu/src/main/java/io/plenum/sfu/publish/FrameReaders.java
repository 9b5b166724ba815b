package io.plenum.sfu.publish;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.FrameReader;
import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.NegotiatedMedia;

/**
 * Reads the packets of one stream by the codec that their payload type stands for; a publisher may
 * change it at any time. A reader is made with the first packet of its codec. Confined to the
 * room's loop.
 */
final class FrameReaders {
  private final NegotiatedMedia media;
  private final int descriptorId;
  private final FrameReader[] readers;

  FrameReaders(NegotiatedMedia media) {
    this.media = media;
    this.readers = new FrameReader[media.codecs().size()];
    this.descriptorId = media.extensions().getOrDefault(ExtensionUri.DEPENDENCY_DESCRIPTOR, 0);
  }

  /** Reads {@code packet}; nothing is known of a payload type that was not negotiated. */
  void read(RtpView packet, FrameInfo into) {
    for (int i = 0; i < readers.length; i++) {
      if (media.codecs().get(i).payloadType() == packet.payloadType()) {
        read(i, packet, into);
        return;
      }
    }
    into.unknown();
  }

  private void read(int index, RtpView packet, FrameInfo into) {
    if (readers[index] == null) {
      VideoCodec codec = VideoCodec.of(media.codecs().get(index).name());
      if (codec == null) {
        into.unknown();
        return;
      }
      readers[index] = FrameReader.of(codec, descriptorId);
    }
    readers[index].read(packet, into);
  }
}
