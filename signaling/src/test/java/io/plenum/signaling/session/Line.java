package io.plenum.signaling.session;

import io.plenum.signaling.message.ServerMessage;
import java.util.ArrayList;
import java.util.List;

/** A client's end as the rules' tests see it: what was told, and whether it was closed. */
final class Line implements Connection {
  final List<ServerMessage> told = new ArrayList<>();
  boolean closed;

  /** The last message of this kind. */
  <M extends ServerMessage> M last(Class<M> kind) {
    return told.reversed().stream().filter(kind::isInstance).map(kind::cast).findFirst().get();
  }

  boolean told(Class<? extends ServerMessage> kind) {
    return told.stream().anyMatch(kind::isInstance);
  }

  /** What was told since the last call, and forgets it. */
  List<ServerMessage> news() {
    List<ServerMessage> news = List.copyOf(told);
    told.clear();
    return news;
  }

  @Override
  public String source() {
    return "192.0.2.1:50000";
  }

  @Override
  public void send(Frame frame) {
    throw new AssertionError("the rules do not send");
  }

  @Override
  public void finish(Frame lastFrame) {
    throw new AssertionError("the rules do not send");
  }
}
