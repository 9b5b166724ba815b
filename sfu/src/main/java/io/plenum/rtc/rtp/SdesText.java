package io.plenum.rtc.rtp;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * The identifiers that travel as text: {@link ExtensionUri#MID}, {@link ExtensionUri#RID} and
 * {@link ExtensionUri#REPAIRED_RID} (RFC 7941). {@link #matches} costs no allocation and serves
 * every packet, {@link #read} the first one of a stream.
 */
public final class SdesText {
  private SdesText() {}

  /**
   * The text under local id {@code id}, or null if absent or empty. Malformed UTF-8 is replaced.
   */
  public static String read(RtpView packet, int id) {
    int length = packet.extensionLength(id);
    if (length < 1) {
      return null;
    }
    MemorySegment data = packet.memory().asSlice(packet.extension(id), length);
    return new String(data.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /** Whether the text under local id {@code id} is exactly {@code ascii}. */
  public static boolean matches(RtpView packet, int id, String ascii) {
    int length = packet.extensionLength(id);
    if (length != ascii.length()) {
      return false;
    }
    long at = packet.extension(id);
    for (int i = 0; i < length; i++) {
      if (Wire.u8(packet.memory(), at + i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Adds a text of at most 255 bytes to {@code to}; false if it was left out. */
  public static boolean write(ExtensionWriter to, int id, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return to.put(id, MemorySegment.ofArray(bytes), 0, bytes.length);
  }
}
