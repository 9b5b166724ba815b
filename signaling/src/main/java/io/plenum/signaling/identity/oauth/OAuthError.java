package io.plenum.signaling.identity.oauth;

/** A request for a token that fails, as RFC 6749 section 5.2 has it told. */
public final class OAuthError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The codes of RFC 6749 section 5.2 and RFC 7009 section 2.2.1. */
  public enum Code {
    INVALID_REQUEST("invalid_request", 400),
    INVALID_CLIENT("invalid_client", 401),
    INVALID_GRANT("invalid_grant", 400),
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
    INVALID_SCOPE("invalid_scope", 400),
    UNSUPPORTED_TOKEN_TYPE("unsupported_token_type", 400);

    private final String text;
    private final int status;

    Code(String text, int status) {
      this.text = text;
      this.status = status;
    }

    /** As it is sent. */
    public String text() {
      return text;
    }

    /** The HTTP status that goes with it. */
    public int status() {
      return status;
    }
  }

  private final Code code;

  /** `description`: English, for a developer; printable ASCII without quotes or backslashes. */
  public OAuthError(Code code, String description) {
    super(description, null, false, false);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
