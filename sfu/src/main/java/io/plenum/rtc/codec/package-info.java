/**
 * What a forwarder must know of payloads: VP8 descriptors (RFC 7741) and Opus headers (RFC 6716).
 */
package io.plenum.rtc.codec;
