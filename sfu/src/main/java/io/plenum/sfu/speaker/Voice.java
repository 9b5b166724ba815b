package io.plenum.sfu.speaker;

/**
 * Somebody who may be heard.
 *
 * @param <K> how the caller names them
 */
public record Voice<K>(K who, Loudness loudness) {}
