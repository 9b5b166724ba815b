package io.plenum.rtc.sdp;

import java.util.ArrayList;
import java.util.List;

/** Collects {@code rid} and {@code simulcast} of a section (RFC 8851, RFC 8853). */
final class SimulcastReader {
  private static final int MAX_PAYLOAD_TYPE = 127;

  private final List<Rid> rids = new ArrayList<>();
  private List<String> sent = List.of();

  /** {@code id send|recv [pt=1,2;max-width=...]}. */
  String rid(String value) {
    List<String> words = SdpText.split(value, ' ');
    if (words.size() < 2 || !SdpText.rid(words.getFirst())) {
      return "malformed rid";
    }
    boolean send = words.get(1).equals("send");
    if (!send && !words.get(1).equals("recv")) {
      return "malformed rid";
    }
    if (rids.size() == SdpLimits.MAX_RIDS) {
      return "more than " + SdpLimits.MAX_RIDS + " rids";
    }
    rids.add(new Rid(words.getFirst(), send, payloadTypes(words.size() > 2 ? words.get(2) : "")));
    return null;
  }

  /** The list of {@code pt=}; empty if there is none. */
  private static List<Integer> payloadTypes(String restrictions) {
    for (String restriction : SdpText.split(restrictions, ';')) {
      if (restriction.startsWith("pt=")) {
        return SdpText.split(SdpText.after(restriction, '='), ',').stream()
            .map(word -> (int) SdpText.number(word, MAX_PAYLOAD_TYPE))
            .filter(payloadType -> payloadType >= 0)
            .toList();
      }
    }
    return List.of();
  }

  /** {@code send q;h,g;~f [recv ...]}: of each layer the first alternative, paused or not. */
  String simulcast(String value) {
    List<String> words = SdpText.split(value, ' ');
    int at = words.indexOf("send");
    if (at < 0) {
      return null;
    }
    if (at + 1 == words.size()) {
      return "malformed simulcast";
    }
    List<String> layers = new ArrayList<>();
    for (String layer : SdpText.split(words.get(at + 1), ';')) {
      String first = SdpText.before(layer, ',');
      String id = first.startsWith("~") ? first.substring(1) : first;
      if (!SdpText.rid(id) || layers.contains(id) || layers.size() == SdpLimits.MAX_RIDS) {
        return "malformed simulcast";
      }
      layers.add(id);
    }
    sent = List.copyOf(layers);
    return null;
  }

  List<Rid> rids() {
    return List.copyOf(rids);
  }

  List<String> sent() {
    return sent;
  }
}
