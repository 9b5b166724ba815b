package io.plenum.signaling.session;

/**
 * The line to one client. The session's thread calls it; implementations never block and keep a
 * bounded queue. Two connections are the same only if they are the same object.
 */
public interface Connection {

  /** Where the client is: address and port, for the audit log. */
  String source();

  /** Queues a frame. */
  void send(Frame frame);

  /** Queues a last frame (null: none) and closes the line after it. */
  void finish(Frame lastFrame);
}
