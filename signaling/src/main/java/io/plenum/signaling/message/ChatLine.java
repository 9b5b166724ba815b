package io.plenum.signaling.message;

/**
 * A chat message as one reader sees it.
 *
 * @param mine whether the reader wrote it
 */
public record ChatLine(ChatMessage message, boolean mine) {}
