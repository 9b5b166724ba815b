package io.plenum.signaling.search;

/** How PostgreSQL is asked for the newest texts that hold terms and stand on somebody's list. */
enum SearchWay {
  /** Reads texts from the newest back, until there are enough. */
  NEWEST_BACK,
  /** Fetches all that the index of trigrams points at. */
  TRIGRAMS,
  /** Of these, only what is in meetings on the list, by an index of its own. */
  TRIGRAMS_OF_LIST,
  /** Of these, only the newest, by their ids; the others if that was not enough. */
  TRIGRAMS_OF_NEWEST
}
