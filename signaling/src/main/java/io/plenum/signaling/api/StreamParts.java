package io.plenum.signaling.api;

import io.plenum.signaling.stream.StreamKeys;
import io.plenum.signaling.stream.Streams;
import java.util.List;
import java.util.function.Function;

/**
 * What WHIP and WHEP are made of.
 *
 * @param relays of a seat: the relays that its client may use, as values of Link
 */
public record StreamParts(
    StreamKeys keys, Streams streams, Function<String, List<String>> relays) {}
