package io.plenum.rtc.sdp;

import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Offers in {@code src/test/resources/sdp} and what the server brings to their answers. */
final class SdpFixture {
  static final IceCredentials ICE = IceCredentials.random(new Random(3));
  static final Fingerprint FINGERPRINT = Fingerprint.parse("sha-256 " + "0A:".repeat(31) + "FF");

  private SdpFixture() {}

  static String text(String name) {
    try (InputStream in = SdpFixture.class.getResourceAsStream("/sdp/" + name + ".sdp")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AnswerParameters parameters() {
    return parameters(List.of("VP8", "opus"));
  }

  static AnswerParameters parameters(List<String> codecs) {
    List<Candidate> candidates =
        List.of(
            Candidate.udp(new InetSocketAddress("192.0.2.10", 16_384), 0),
            Candidate.udp(new InetSocketAddress("2001:db8::10", 16_384), 1));
    return new AnswerParameters(ICE, FINGERPRINT, candidates, codecs, new Random(4), 4);
  }

  static SessionDescription parse(String text) {
    return switch (SdpParser.parse(text)) {
      case SdpParse.Parsed(SessionDescription description) -> description;
      case SdpParse.Rejected rejected -> throw new AssertionError(rejected);
    };
  }

  static AnswerResult.Answered answer(String offer) {
    return answer(offer, parameters());
  }

  static AnswerResult.Answered answer(String offer, AnswerParameters parameters) {
    return switch (Answerer.answer(parse(offer), parameters)) {
      case AnswerResult.Answered answered -> answered;
      case AnswerResult.Refused refused -> throw new AssertionError(refused);
    };
  }
}
