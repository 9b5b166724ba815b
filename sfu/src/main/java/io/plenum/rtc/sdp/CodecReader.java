package io.plenum.rtc.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects {@code rtpmap}, {@code fmtp} and {@code rtcp-fb} of a section into codecs. */
final class CodecReader {
  private static final int MAX_PAYLOAD_TYPE = 127;
  private static final int MAX_CLOCK_RATE = 1_000_000_000;
  private static final int MAX_CHANNELS = 255;
  private static final int MAX_NAME = 64;

  /** Of {@code rtcp-fb:*}: for all payload types. */
  private static final int ALL = -1;

  private record RtpMap(String name, int clockRate, int channels) {}

  private record Feedback(int payloadType, String value) {}

  private final Map<Integer, RtpMap> maps = new HashMap<>();
  private final Map<Integer, String> parameters = new HashMap<>();
  private final List<Feedback> feedback = new ArrayList<>();

  /** {@code payloadType name/clockRate[/channels]}. */
  String rtpmap(String value) {
    long payloadType = SdpText.number(SdpText.before(value, ' '), MAX_PAYLOAD_TYPE);
    List<String> encoding = SdpText.split(SdpText.after(value, ' ').strip(), '/');
    if (payloadType < 0 || encoding.size() < 2 || encoding.size() > 3) {
      return "malformed rtpmap";
    }
    long clockRate = SdpText.number(encoding.get(1), MAX_CLOCK_RATE);
    long channels = encoding.size() < 3 ? 1 : SdpText.number(encoding.get(2), MAX_CHANNELS);
    if (clockRate < 1 || channels < 1 || !SdpText.token(encoding.getFirst(), MAX_NAME)) {
      return "malformed rtpmap";
    }
    maps.putIfAbsent(
        (int) payloadType, new RtpMap(encoding.getFirst(), (int) clockRate, (int) channels));
    return null;
  }

  /** {@code payloadType parameters}; a format that is no payload type is none of ours. */
  String fmtp(String value) {
    long payloadType = SdpText.number(SdpText.before(value, ' '), MAX_PAYLOAD_TYPE);
    if (payloadType >= 0) {
      parameters.putIfAbsent((int) payloadType, SdpText.after(value, ' ').strip());
    }
    return null;
  }

  /** {@code payloadType|* value} (RFC 4585, section 4.2). */
  String feedback(String value) {
    String target = SdpText.before(value, ' ');
    long payloadType = target.equals("*") ? ALL : SdpText.number(target, MAX_PAYLOAD_TYPE);
    if (payloadType < 0 && !target.equals("*")) {
      return "malformed rtcp-fb";
    }
    if (feedback.size() == SdpLimits.MAX_FEEDBACK) {
      return "more than " + SdpLimits.MAX_FEEDBACK + " rtcp-fb lines";
    }
    feedback.add(new Feedback((int) payloadType, SdpText.after(value, ' ').strip()));
    return null;
  }

  /** The codecs of {@code formats} in order; retransmission is folded into what it repeats. */
  List<Codec> build(List<String> formats) {
    List<Integer> payloadTypes =
        formats.stream().map(f -> (int) SdpText.number(f, MAX_PAYLOAD_TYPE)).distinct().toList();
    Map<Integer, Integer> rtx = new HashMap<>();
    for (int payloadType : payloadTypes) {
      int repeated = repeatedBy(payloadType);
      if (repeated >= 0) {
        rtx.putIfAbsent(repeated, payloadType);
      }
    }
    return payloadTypes.stream()
        .filter(p -> maps.containsKey(p) && !isRtx(p))
        .map(p -> codec(p, rtx.getOrDefault(p, -1)))
        .toList();
  }

  private boolean isRtx(int payloadType) {
    RtpMap map = maps.get(payloadType);
    return map != null && map.name().equalsIgnoreCase("rtx");
  }

  /** The payload type in {@code apt=} (RFC 4588, section 8.6) if this is rtx; else -1. */
  private int repeatedBy(int payloadType) {
    if (!isRtx(payloadType)) {
      return -1;
    }
    for (String parameter : SdpText.split(parameters.getOrDefault(payloadType, ""), ';')) {
      String trimmed = parameter.strip();
      if (trimmed.startsWith("apt=")) {
        return (int) SdpText.number(SdpText.after(trimmed, '='), MAX_PAYLOAD_TYPE);
      }
    }
    return -1;
  }

  private Codec codec(int payloadType, int rtxPayloadType) {
    RtpMap map = maps.get(payloadType);
    List<String> wanted =
        feedback.stream()
            .filter(f -> f.payloadType() == payloadType || f.payloadType() == ALL)
            .map(Feedback::value)
            .distinct()
            .toList();
    return new Codec(
        payloadType,
        map.name(),
        map.clockRate(),
        map.channels(),
        parameters.getOrDefault(payloadType, ""),
        rtxPayloadType,
        wanted);
  }
}
