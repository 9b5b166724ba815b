package io.plenum.signaling.session;

import io.plenum.signaling.message.Slot;
import io.plenum.signaling.message.Watched;
import java.util.List;

/** News of one peer, told on a thread of the media node; implementations must not block. */
public interface MediaListener {

  /** Media flows, at first this way. */
  void connected(NetworkPath path);

  /** The peer is gone without having been asked to leave. */
  void lost();

  /** The slots of this peer now show this, and nothing else. */
  void slots(List<Slot> all);

  /** Of one of this peer's pictures these sizes are watched from now on. */
  void watched(Watched watched);

  /** Something is, was, or is no longer wrong with this peer's connection. */
  void trouble(TroubleNews news);

  /** The dominant speaker of the room is now this participant, or nobody (null). */
  void speaker(String participant);
}
