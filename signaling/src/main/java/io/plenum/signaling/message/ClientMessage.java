package io.plenum.signaling.message;

import java.util.List;

/**
 * A message from a client, well-formed and within its limits (docs/protocol.md 2.1, 2.2, 2.4).
 * Whether the sender may say it is not decided here.
 */
public sealed interface ClientMessage {

  /** The client's name for this message, repeated in the answer; null when it gave none. */
  String id();

  /**
   * Takes or resumes a seat; the first message of every socket.
   *
   * @param microphone the wish on entry; null: as the person prefers (W-5)
   * @param camera the wish on entry
   * @param client name and version of the client program, for the log; may be empty
   */
  record Join(String id, Credential credential, Boolean microphone, boolean camera, String client)
      implements ClientMessage {}

  /** Asks for a media connection; {@code sdp} is the client's whole offer. */
  record Offer(String id, String sdp, List<Track> tracks) implements ClientMessage {
    public Offer {
      tracks = List.copyOf(tracks);
    }
  }

  /** Says which pictures the client shows. */
  record View(String id, Viewing what) implements ClientMessage {
    /** These, most important first, and what there is room for besides. */
    public View(String id, List<Wish> wishes) {
      this(id, new Viewing(wishes, false));
    }
  }

  /** Asks what was wrong with a seat's connection; {@code seat} null: the own one. */
  record Quality(String id, String seat) implements ClientMessage {}

  /** Turns own sources on or off; null leaves a source as it is. */
  record Sources(String id, Boolean microphone, Boolean camera, Boolean screen)
      implements ClientMessage {

    /** These changes applied to {@code before}. */
    public SourceStates appliedTo(SourceStates before) {
      return new SourceStates(
          microphone == null ? before.microphone() : microphone,
          camera == null ? before.camera() : camera,
          screen == null ? before.screen() : screen);
    }
  }

  /** Says something to all. */
  record Chat(String id, ChatDraft draft) implements ClientMessage {
    public Chat(String id, String text) {
      this(id, ChatDraft.of(text));
    }
  }

  /** Gives an own message another text. */
  record ChatEdit(String id, long message, String text) implements ClientMessage {}

  /** Takes an own message back, for good. */
  record ChatDelete(String id, long message) implements ClientMessage {}

  /** Lets a waiting seat in. */
  record Admit(String id, String seat) implements ClientMessage {}

  /** Lets every waiting seat in. */
  record AdmitAll(String id) implements ClientMessage {}

  /** Turns a waiting seat away. */
  record Refuse(String id, String seat) implements ClientMessage {}

  /** Puts somebody out of the session. */
  record Remove(String id, String seat) implements ClientMessage {}

  /** Turns another's microphone off. */
  record Mute(String id, String seat) implements ClientMessage {}

  /** Lets nobody new in from now on, or everybody again. */
  record Lock(String id, boolean locked) implements ClientMessage {}

  /** Frees the own seat. */
  record Leave(String id) implements ClientMessage {}

  /** Ends the live session for all. */
  record End(String id) implements ClientMessage {}
}
