/**
 * Session descriptions: reading an offer, writing the answer (RFC 8866, 8829; simulcast 8853, 8851;
 * header extensions 8285; bundling 8843). Pure functions over strings and records.
 */
package io.plenum.rtc.sdp;
