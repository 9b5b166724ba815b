package io.plenum.signaling.session;

/** An offer that the media node cannot answer; the message says why, for a developer. */
public final class OfferRefused extends RuntimeException {
  public OfferRefused(String reason) {
    super(reason);
  }
}
