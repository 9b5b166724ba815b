/**
 * A room larger than one media loop: shards of it, one on each loop, and the links between them
 * (docs/relay.md). Each end of a link belongs to the loop of its shard; only {@link
 * io.plenum.sfu.relay.PacketRing} is shared. Pure: time comes in, messages leave through a {@link
 * io.plenum.sfu.relay.RelayPort}.
 */
package io.plenum.sfu.relay;
