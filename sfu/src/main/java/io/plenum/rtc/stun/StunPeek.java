package io.plenum.rtc.stun;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Finds out for whom a STUN datagram from an unknown address is, before any key is known. */
public final class StunPeek {

  /** RFC 8839, section 5.4. */
  private static final int MAX_UFRAG_BYTES = 256;

  private final StunView view = new StunView();
  private final byte[] ufrag = new byte[MAX_UFRAG_BYTES];

  /** For one thread; keeps only scratch memory. */
  public StunPeek() {}

  /**
   * The part of USERNAME before the colon: the receiver's own ufrag (RFC 8445, section 7.2.2).
   *
   * @return null if {@code stun} is no well-formed Binding request with such a name
   */
  public String localUfrag(Span stun) {
    if (!view.wrap(stun) || !view.bindingRequest()) {
      return null;
    }
    int limit = Math.min(view.usernameLength(), MAX_UFRAG_BYTES);
    for (int i = 0; i < limit; i++) {
      ufrag[i] = view.memory().get(ValueLayout.JAVA_BYTE, view.usernameAt() + i);
      if (ufrag[i] == ':') {
        return new String(ufrag, 0, i, StandardCharsets.ISO_8859_1);
      }
    }
    return null;
  }
}
