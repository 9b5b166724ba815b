package io.plenum.rtc.srtp;

import io.plenum.rtc.wire.Span;

/**
 * The cryptographic context of one direction and one protocol (RFC 3711 section 3.2), for all its
 * SSRCs: a cipher, and the indexes used so far. The owner fills {@link #layout}, then seals or
 * opens. Nothing is remembered of a packet that was not sealed or authenticated.
 */
final class CryptoContext {
  /** Where the packet at hand lies. */
  final PacketLayout layout = new PacketLayout();

  private final PacketCipher cipher;
  private final SourceTable sources = new SourceTable();
  private final long lastIndex;

  CryptoContext(PacketCipher cipher, long lastIndex) {
    this.cipher = cipher;
    this.lastIndex = lastIndex;
  }

  /** Places a packet of {@code length} bytes, tag and index not counted, in the layout. */
  void place(Span packet, int headerLength, int length) {
    layout.memory = packet.memory();
    layout.headerAt = packet.offset();
    layout.headerLength = headerLength;
    layout.bodyLength = length - headerLength;
  }

  /** The highest index that {@code ssrc} has used, or -1 if it is unknown. */
  long highest(int ssrc) {
    int slot = sources.find(ssrc);
    return slot < 0 ? -1 : sources.highest(slot);
  }

  /** Number of SSRCs remembered. */
  int sources() {
    return sources.size();
  }

  /** Encrypts the packet in the layout and uses up its index, unless that is refused. */
  SrtpStatus seal() {
    SrtpStatus status = check();
    if (status == SrtpStatus.OK) {
      cipher.seal(layout);
      remember();
    }
    return status;
  }

  /** Decrypts the packet in the layout if its index is new and its tag right. */
  SrtpStatus open() {
    SrtpStatus status = check();
    if (status != SrtpStatus.OK) {
      return status;
    }
    if (!cipher.open(layout)) {
      return SrtpStatus.AUTHENTICATION_FAILED;
    }
    remember();
    return SrtpStatus.OK;
  }

  private SrtpStatus check() {
    if (layout.index < 0) {
      return SrtpStatus.TOO_OLD;
    }
    if (layout.index > lastIndex) {
      return SrtpStatus.KEYS_EXHAUSTED;
    }
    int slot = sources.find(layout.ssrc);
    if (slot >= 0) {
      return sources.check(slot, layout.index);
    }
    return sources.full() ? SrtpStatus.TOO_MANY_SOURCES : SrtpStatus.OK;
  }

  private void remember() {
    int slot = sources.find(layout.ssrc);
    if (slot < 0) {
      sources.add(layout.ssrc, layout.index);
    } else {
      sources.mark(slot, layout.index);
    }
  }
}
