package io.plenum.sfu.publish;

import io.plenum.sfu.Source;
import java.util.List;

/** What those who watch somebody relayed ask of the shard where the publisher is. */
public interface RelayedNeeds {
  /** A picture of {@code source} cannot go on without a keyframe of {@code encoding}. */
  void wantKeyframe(Source source, int encoding);

  /**
   * What is watched of the picture of {@code source} has changed.
   *
   * @param watchedOrNull the sizes; null: nobody watches it
   * @param decoded payload types of the publisher's that all who watch have a use for
   */
  void watched(Source source, Watched watchedOrNull, List<Integer> decoded);
}
