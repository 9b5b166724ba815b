package io.plenum.rtc.rtcp;

/**
 * One packet of a compound RTCP datagram (RFC 3550, section 6). Immutable values; control traffic
 * is rare enough to allocate. Constructors throw {@link IllegalArgumentException} for what cannot
 * be written; the reader never lets that happen.
 */
public sealed interface RtcpPacket
    permits SenderReport,
        ReceiverReport,
        SourceDescription,
        Bye,
        Nack,
        Pli,
        Fir,
        Remb,
        TransportFeedback,
        UnknownRtcp {}
