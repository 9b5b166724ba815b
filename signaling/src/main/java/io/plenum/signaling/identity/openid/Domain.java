package io.plenum.signaling.identity.openid;

/**
 * A domain of e-mail addresses that an account says is its own.
 *
 * @param name lower case, ASCII
 * @param proof what its owner publishes in a TXT record of {@link #record}
 * @param proven whether they did: only then the account has it
 */
public record Domain(String name, String proof, boolean proven) {
  /** Where the proof is published. */
  public String record() {
    return "_plenum." + name;
  }
}
