package io.plenum.sfu.relay;

/** What the links of one loop have done since its start. Confined to the loop. */
public final class RelayCounters {
  /** Packets written to other loops. */
  public long packetsOut;

  /** Packets read from other loops. */
  public long packetsIn;

  /** Packets of sound refused because a ring was full. */
  public long droppedSound;

  /** Packets of pictures refused because a ring was nearly full. */
  public long droppedPictures;

  /** Links opened, those opened anew too. */
  public long opened;

  /** Nothing yet. */
  public RelayCounters() {}
}
