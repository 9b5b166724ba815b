package io.plenum.sfu.loop;

import java.net.InetSocketAddress;

/**
 * The candidate pair that a peer's media takes (RFC 8445).
 *
 * @param local the address of ours that it comes to
 * @param remote where it comes from: the peer, its network's translator, or its relay
 * @param tcp whether it is a TCP connection; UDP otherwise
 */
public record MediaPath(InetSocketAddress local, InetSocketAddress remote, boolean tcp) {}
