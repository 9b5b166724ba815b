package io.plenum.rtc.sdp;

/** Answers an offer (RFC 8829, section 5.3). */
public final class Answerer {
  private Answerer() {}

  /** Answers {@code offer}. */
  public static AnswerResult answer(SessionDescription offer, AnswerParameters parameters) {
    return new AnswerResult.Refused(offer.toString() + parameters);
  }
}
