package io.plenum.sfu.publish;

import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Says which source each published section carries, when the client named only some, or none. */
public final class SourceNaming {
  private SourceNaming() {}

  /**
   * The named sources, and for each other published section the first source of its kind that is
   * still free, in the order of {@link Source}. A section for which none is left stays unnamed, and
   * is not forwarded.
   *
   * @param named source by mid; names of unknown or receiving sections are dropped
   */
  public static Map<String, Source> complete(NegotiatedSession session, Map<String, Source> named) {
    Map<String, Source> complete = new HashMap<>();
    for (NegotiatedMedia media : session.media()) {
      Source source = named.get(media.mid());
      if (published(media) && fits(media, source) && !complete.containsValue(source)) {
        complete.put(media.mid(), source);
      }
    }
    for (NegotiatedMedia media : session.media()) {
      if (published(media) && !complete.containsKey(media.mid())) {
        Stream.of(Source.values())
            .filter(source -> fits(media, source) && !complete.containsValue(source))
            .findFirst()
            .ifPresent(source -> complete.put(media.mid(), source));
      }
    }
    return Map.copyOf(complete);
  }

  private static boolean published(NegotiatedMedia media) {
    return media.direction() == Direction.RECVONLY;
  }

  private static boolean fits(NegotiatedMedia media, Source source) {
    return source != null && source.audio() == (media.kind() == MediaKind.AUDIO);
  }
}
