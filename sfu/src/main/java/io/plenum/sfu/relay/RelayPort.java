package io.plenum.sfu.relay;

/** The way from one shard to another of its room, by which messages go. */
public interface RelayPort {
  /** Number of the other shard. */
  int shard();

  /** Whether there is still such a shard. */
  boolean lives();

  /** Lets the other shard have a message, in order; a lost one is found out by its number. */
  void send(RelayMessage.Envelope envelope);

  /** There are packets in the ring: the other loop is not to sleep. */
  void wake();
}
