/** RTCP as records (RFC 3550, 4585, 5104; REMB and transport-wide feedback by their drafts). */
package io.plenum.rtc.rtcp;
