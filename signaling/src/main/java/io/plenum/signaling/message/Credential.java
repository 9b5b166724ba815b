package io.plenum.signaling.message;

/** By what right somebody asks for a seat. */
public sealed interface Credential {

  /** Signed in: the access token (JWT). */
  record AccessToken(String token) implements Credential {
    @Override
    public String toString() {
      return "AccessToken[hidden]";
    }
  }

  /** A guest's display name, and a note (may be empty) for those who admit. */
  record GuestName(String name, String note) implements Credential {}

  /** The secret of a seat taken before. */
  record SeatToken(String token) implements Credential {
    @Override
    public String toString() {
      return "SeatToken[hidden]";
    }
  }
}
