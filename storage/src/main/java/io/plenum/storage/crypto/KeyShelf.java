package io.plenum.storage.crypto;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the wrapped wrapping keys of one object store lie: in the store itself, so that a copy of
 * it is readable with the master key alone. Any thread may call; calls block.
 */
public interface KeyShelf {
  /** The ids of all keys, in any order. */
  List<String> ids() throws IOException;

  /** A wrapped key. */
  Optional<byte[]> read(String id) throws IOException;

  /** Writes a wrapped key, whole or not at all, durably, over one of this id. */
  void write(String id, byte[] wrapped) throws IOException;
}
