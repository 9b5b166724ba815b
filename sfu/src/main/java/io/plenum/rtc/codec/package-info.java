/**
 * What a forwarder must know of payloads: VP8 (RFC 7741), VP9 (RFC 9628), H.264 (RFC 6184), AV1
 * with its dependency descriptor, and Opus (RFC 6716) with redundancy (RFC 2198). {@code FrameInfo}
 * is the one shape in which all video codecs are told.
 */
package io.plenum.rtc.codec;
