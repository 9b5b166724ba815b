package io.plenum.rtc.rtcp;

import io.plenum.rtc.wire.Span;
import java.util.List;

/** Writes RTCP datagrams (RFC 3550, section 6.1; RFC 5506). Stateless. */
public final class RtcpWriter {
  private RtcpWriter() {}

  /**
   * Writes the packets one behind the other and makes them the whole content of {@code to}. A
   * compound begins with a report; that is the caller's choice.
   *
   * @return bytes written
   * @throws IndexOutOfBoundsException if they do not fit; the length of {@code to} stays as it was
   */
  public static int write(List<RtcpPacket> packets, Span to) {
    RtcpOutput output = new RtcpOutput(to);
    for (RtcpPacket packet : packets) {
      write(packet, output);
    }
    to.length(output.length());
    return output.length();
  }

  private static void write(RtcpPacket packet, RtcpOutput to) {
    switch (packet) {
      case SenderReport report -> ReportFormat.write(report, to);
      case ReceiverReport report -> ReportFormat.write(report, to);
      case SourceDescription description -> SourceFormat.write(description, to);
      case Bye bye -> SourceFormat.write(bye, to);
      case Nack nack -> NackFormat.write(nack, to);
      case Pli pli -> PictureFormat.write(pli, to);
      case Fir fir -> PictureFormat.write(fir, to);
      case Remb remb -> RembFormat.write(remb, to);
      case TransportFeedback feedback -> TransportFeedbackWriter.write(feedback, to);
      case UnknownRtcp unknown -> {
        to.begin(unknown.packetType(), unknown.format());
        to.bytes(unknown.body());
      }
    }
    to.end();
  }
}
