package io.plenum.rtc.sdp;

/**
 * One {@code a=extmap} line (RFC 8285, section 5).
 *
 * @param id 1 to 14, or 16 to 255 if one- and two-byte forms may be mixed
 * @param direction null if not said
 * @param uri names the extension
 */
public record Extmap(int id, Direction direction, String uri) {}
