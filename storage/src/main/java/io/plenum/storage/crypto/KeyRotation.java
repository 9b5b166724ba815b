package io.plenum.storage.crypto;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * A change of the master key: the database's key and the wrapping keys of object stores are wrapped
 * anew, and nothing else is touched. Interrupted, it can be run again with the same two keys. Used
 * by one thread while nothing else has the data folder open.
 *
 * @param random a secure source
 */
public record KeyRotation(MasterKey from, MasterKey to, SecureRandom random, InstantSource clock) {
  /**
   * Does it.
   *
   * @param shelves of every object store
   * @return how many keys were wrapped anew
   * @throws io.plenum.storage.StorageRefused when a key fits neither master key
   * @throws IOException when a store does not answer
   */
  public int run(Path dataFolder, List<KeyShelf> shelves) throws IOException {
    int rewrapped = 0;
    for (KeyShelf shelf : shelves) {
      rewrapped += WrappingKeys.rotate(shelf, from, to, random, clock);
    }
    // The database's comes last: while it fits the old master key, so does the server's start.
    return rewrapped + (new DataKeyFile(dataFolder).rewrap(from, to, random) ? 1 : 0);
  }
}
