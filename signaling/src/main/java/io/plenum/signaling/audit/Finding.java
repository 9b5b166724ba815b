package io.plenum.signaling.audit;

/**
 * Something that is not as it was written.
 *
 * @param first number of the entry, or of the first of a row of them; 0 when it is about none
 * @param last number of the last of them
 * @param text what is wrong, for people
 */
public record Finding(Kind kind, String account, long first, long last, String text) {

  /** What is wrong. */
  public enum Kind {
    /** The entry, or the hash of the one before it, is not what was hashed. */
    CHANGED,
    /** Entries are missing. */
    REMOVED,
    /** An entry stands in another's place. */
    REORDERED,
    /** The entry is not the one that a checkpoint was signed for. */
    NOT_AS_SIGNED,
    /** A name or address is not what the entry committed to. */
    PERSONAL_CHANGED,
    /** A name or address is gone, and nothing says that it was erased. */
    PERSONAL_REMOVED,
    /** What the database says of the chain's end does not fit its last entry. */
    END_CHANGED
  }

  @Override
  public String toString() {
    return text;
  }
}
