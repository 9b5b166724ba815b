package io.plenum.rtc.sdp;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the attributes that may stand at session level or in a section. Fields are read by the
 * parser's own classes once all lines are in.
 */
final class AttributeReader {

  /** The last id of the range in which an offer may list more extensions than ids (RFC 8285, 7). */
  private static final int LAST_OFFERED_ID = 4351;

  /** The last id that can be sent. */
  private static final int LAST_SENDABLE_ID = 255;

  final List<List<String>> bundles = new ArrayList<>();
  final List<Fingerprint> fingerprints = new ArrayList<>();
  final List<Extmap> extensions = new ArrayList<>();
  boolean iceLite;
  boolean extmapAllowMixed;
  Direction direction;
  String setup;
  private String ufrag;
  private String password;

  /** Takes one attribute; the reason why it is refused, or null. Unknown ones are skipped. */
  String read(String name, String value) {
    switch (name) {
      case "ice-lite" -> iceLite = true;
      case "extmap-allow-mixed" -> extmapAllowMixed = true;
      case "sendrecv", "sendonly", "recvonly", "inactive" -> direction = Direction.parse(name);
      case "group" -> {
        return group(value);
      }
      case "ice-ufrag" -> {
        ufrag = value;
        return SdpText.iceCharacters(value, 4, 256) ? null : "malformed ice-ufrag";
      }
      case "ice-pwd" -> {
        password = value;
        return SdpText.iceCharacters(value, 22, 256) ? null : "malformed ice-pwd";
      }
      case "fingerprint" -> {
        return fingerprint(value);
      }
      case "setup" -> {
        setup = value;
        return setupKnown(value) ? null : "unknown setup role";
      }
      case "extmap" -> {
        return extmap(value);
      }
      default -> {}
    }
    return null;
  }

  /** Both halves of the credentials, or null. */
  IceCredentials ice() {
    return ufrag == null || password == null ? null : new IceCredentials(ufrag, password);
  }

  private static boolean setupKnown(String value) {
    return switch (value) {
      case "actpass", "active", "passive", "holdconn" -> true;
      default -> false;
    };
  }

  private String group(String value) {
    List<String> words = SdpText.split(value, ' ');
    if (words.isEmpty() || !words.getFirst().equals("BUNDLE")) {
      return null;
    }
    if (bundles.size() == SdpLimits.MAX_BUNDLES || words.size() > SdpLimits.MAX_SECTIONS + 1) {
      return "too many in BUNDLE groups";
    }
    bundles.add(List.copyOf(words.subList(1, words.size())));
    return null;
  }

  private String fingerprint(String value) {
    Fingerprint fingerprint = Fingerprint.parse(value);
    if (fingerprint == null) {
      return "malformed fingerprint";
    }
    if (fingerprints.size() == SdpLimits.MAX_FINGERPRINTS) {
      return "more than " + SdpLimits.MAX_FINGERPRINTS + " fingerprints";
    }
    fingerprints.add(fingerprint);
    return null;
  }

  /** {@code id[/direction] uri [attributes]}. */
  private String extmap(String value) {
    String first = SdpText.before(value, ' ');
    String uri = SdpText.before(SdpText.after(value, ' '), ' ');
    long id = SdpText.number(SdpText.before(first, '/'), LAST_OFFERED_ID);
    String way = SdpText.after(first, '/');
    Direction parsed = Direction.parse(way);
    if (id < 1 || uri.isEmpty() || (!way.isEmpty() && parsed == null)) {
      return "malformed extmap";
    }
    if (extensions.size() == SdpLimits.MAX_EXTENSIONS) {
      return "more than " + SdpLimits.MAX_EXTENSIONS + " header extensions";
    }
    if (id <= LAST_SENDABLE_ID) {
      extensions.add(new Extmap((int) id, parsed, uri));
    }
    return null;
  }
}
