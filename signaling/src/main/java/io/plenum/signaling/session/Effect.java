package io.plenum.signaling.session;

import io.plenum.signaling.chat.Participant;
import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.Track;
import io.plenum.signaling.message.Viewing;
import java.util.List;
import java.util.Set;

/** What is done after a decision's rows are written, in the order given. */
public sealed interface Effect {

  /** Tells some connections something. */
  record Send(List<Connection> to, ServerMessage message) implements Effect {
    public Send {
      to = List.copyOf(to);
    }
  }

  /** Tells a connection a last thing ({@code last} null: nothing) and closes it. */
  record Finish(Connection to, ServerMessage last) implements Effect {}

  /** Writes what somebody wants of the meeting's chat, and tells the connection how it went. */
  record WriteChat(Connection by, Participant author, ChatWish wish) implements Effect {}

  /**
   * Asks the media node for an answer to the offer of a seat's peer, and says what may be
   * forwarded.
   */
  record JoinMedia(
      String seat,
      int peer,
      String replyTo,
      String sdp,
      List<Track> tracks,
      Set<MediaSource> allowed)
      implements Effect {
    public JoinMedia {
      tracks = List.copyOf(tracks);
      allowed = Set.copyOf(allowed);
    }
  }

  /** Takes a seat's peer out of the media room. */
  record LeaveMedia(String seat) implements Effect {}

  /** Says what may be forwarded of a seat's sources. */
  record AllowSources(String seat, Set<MediaSource> allowed) implements Effect {
    public AllowSources {
      allowed = Set.copyOf(allowed);
    }
  }

  /** Says what a seat's client shows. */
  record ShowMedia(String seat, Viewing what) implements Effect {}

  /** Closes the media room. */
  record CloseMedia() implements Effect {}
}
