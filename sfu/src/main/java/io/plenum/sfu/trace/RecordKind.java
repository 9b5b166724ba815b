package io.plenum.sfu.trace;

import io.plenum.sfu.pacing.PacketKind;

/**
 * What a record tells. A number never changes its meaning: that would be another {@link
 * TraceFile#VERSION}.
 *
 * <p>Every record has a head of 8 bytes, little-endian:
 *
 * <pre>
 *  bits  0 to  5   kind
 *  bits  6 to 15   participant: its number in the room
 *  bits 16 to 31   value: see the kind
 *  bits 32 to 63   ns since the block's time, or the last CLOCK
 * </pre>
 */
enum RecordKind {
  /** The time from which the records after it count. Body: ns:8. */
  CLOCK(0),
  /** Somebody enters. Value: bytes of the name. Body: the name, UTF-8, padded to 4. */
  JOINED(1),
  /** A way out begins. Value: feedback:2, sound numbered:1, pads:1. */
  BEGAN(2),
  /** Somebody is gone. */
  LEFT(3),
  /** An RTP packet came. Value: bytes. Body: ssrc:4, sequence:2, marker:1 type:7, 0:1, time:4. */
  RECEIVED(4),
  /** A receiver misses packets. Value: how many. */
  MISSED(5),
  /** A receiver cannot decode a picture. */
  PICTURE_LOST(6),
  /**
   * A receiver reports arrivals. Value: arrivals. Body: base:2, packets:2, reference time:3,
   * count:1, then index:2 and delta:2 of each.
   */
  REPORTED(7),
  /** What is known after a report. Value: the use of the link. Body: bit/s:8, share lost:8. */
  ESTIMATED(8),
  /** A receiver says what it takes. Body: bit/s:8. */
  REMB(9),
  /** What could be used. Body: bit/s:8. */
  WANTED(10),
  /** A probe begins. Value: why. Body: id:4, bytes:4, bit/s:8. */
  PROBE(11),
  /** Time passed: silence may count. */
  DEADLINE(12),
  /** Another path. Value: 1 if it leads elsewhere. */
  PATH_CHANGED(13),
  /** What waited may leave. Body: video:2, retransmissions:2, padding:2, 0:2, in packets. */
  RELEASED(14),
  /**
   * The link is shared. Value: pictures. Body: sound:8, budget:8, wanted:8 in bit/s; each picture:
   * slot:1, priority:1, layers:1, state:1, pixels:4, current:1, highest:1, chosen:1, 0:1; each
   * layer: bit/s:4, pixels:4, encoding:1, spatial:1, temporal:1, 0:1.
   */
  ALLOTTED(15),
  /** Who speaks is this participant now. */
  SPEAKS(16),
  /** How many pictures somebody says to show. Value: that. */
  VIEWED(17),
  /** What may be forwarded of somebody. Value: a bit for each source. */
  ALLOWED(18),
  /** Something of this participant did not fit and is missing: nothing of it follows by itself. */
  GAP(19),
  /**
   * All that is known of a way out. Value: as BEGAN. Body: bytes of the name:2, 0:2, bytes of the
   * state:4, the name and the state, each padded to 4.
   */
  CHECKPOINT(20),
  /** What the server has for the pictures at most. Body: bit/s:8. */
  LIMITED(21),
  /**
   * Packets that waited are thrown away. Value: how many waited of their kind, times 4, and the
   * kind. Body: a bit for each that waited, the first lowest, padded to 4: 1 if it is gone.
   */
  DISCARDED(22);

  /** Kinds from here on are packets sent: {@link #sent}. */
  static final int SENT = 32;

  static final int SENT_END = SENT + 2 * Codes.PACKET.size();

  private static final RecordKind[] ALL = values();

  private final int number;

  RecordKind(int number) {
    this.number = number;
  }

  /** The number of a packet sent: kind, and whether it left at once. Value: bytes on the wire. */
  static int sent(PacketKind kind, boolean atOnce) {
    return SENT + 2 * Codes.PACKET.indexOf(kind) + (atOnce ? 1 : 0);
  }

  /** Its number in a file. */
  int number() {
    return number;
  }

  /** The kind with this number, or null. */
  static RecordKind of(int number) {
    for (RecordKind kind : ALL) {
      if (kind.number == number) {
        return kind;
      }
    }
    return null;
  }
}
