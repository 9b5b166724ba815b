package io.plenum.rtc.sdp;

/** What became of an offer given to {@link Answerer}. */
public sealed interface AnswerResult {

  /**
   * The offer is accepted, at least in part.
   *
   * @param sdp the answer's text
   * @param session what was agreed
   * @param origin of the answer
   */
  record Answered(String sdp, NegotiatedSession session, Origin origin) implements AnswerResult {}

  /**
   * Nothing can be agreed.
   *
   * @param reason English, for a developer
   */
  record Refused(String reason) implements AnswerResult {}
}
