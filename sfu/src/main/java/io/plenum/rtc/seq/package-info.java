/** Numbers that wrap: RTP sequence numbers, timestamps and VP8 picture ids. */
package io.plenum.rtc.seq;
