package io.plenum.bench.load;

/**
 * How the packets of one stream look that a client sends.
 *
 * @param mid identification tag
 * @param rtxSsrc of retransmissions; 0: there are none
 * @param midId extension id of the mid; 0: not sent
 * @param transportSequenceId extension id of the transport-wide number; 0: not sent
 * @param levelId extension id of the loudness; 0: not sent
 */
public record TrackFormat(
    String mid,
    int ssrc,
    int rtxSsrc,
    int payloadType,
    int rtxPayloadType,
    int midId,
    int transportSequenceId,
    int levelId) {}
