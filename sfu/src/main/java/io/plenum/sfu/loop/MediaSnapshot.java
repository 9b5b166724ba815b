package io.plenum.sfu.loop;

import io.plenum.rtc.srtp.CipherProvider;
import java.util.List;

/**
 * Figures of a media server.
 *
 * @param cipher whose code encrypts its media
 * @param nativeKeys senders and receivers whose keys lie outside the heap: two for each participant
 *     who is connected, none with the JDK's ciphers
 * @param loops one row for each loop
 */
public record MediaSnapshot(CipherProvider cipher, int nativeKeys, List<LoopSnapshot> loops) {}
