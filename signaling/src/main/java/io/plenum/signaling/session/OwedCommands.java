package io.plenum.signaling.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands of no client whose rows could not be written: they are tried again, in order, before
 * anything that time brings. Confined to the session's thread.
 */
final class OwedCommands {
  /** How long to wait before trying again what must not be lost (a revocation, a deadline). */
  private static final long RETRY_NS = Duration.ofSeconds(1).toNanos();

  private final ArrayDeque<Command> commands = new ArrayDeque<>();
  private long retryAtNs;

  /** Nothing is owed. */
  OwedCommands() {}

  /**
   * A command failed. It is owed if its matter would be lost otherwise; what only passes news on is
   * not, as newer ones follow. Of time nothing is owed but another try.
   */
  void failed(Command command, long nowNs) {
    switch (command) {
      case Command.StreamEnded _,
          Command.Revoke _,
          Command.UserGone _,
          Command.MeetingDeleted _,
          Command.MeetingChanged _,
          Command.SpaceChanged _,
          Command.Hangup _,
          Command.MediaLost _ -> {
        retryAtNs = nowNs + RETRY_NS;
        if (commands.size() < Mailbox.LIMIT) {
          commands.add(command);
        }
      }
      case Command.Tick _ -> retryAtNs = nowNs + RETRY_NS;
      case Command.FromClient _,
          Command.ChatAnswered _,
          Command.Invited _,
          Command.MediaAnswered _,
          Command.MediaRefused _,
          Command.MediaConnected _,
          Command.SlotsChanged _,
          Command.WatchedChanged _,
          Command.QualityChanged _,
          Command.SpeakerChanged _ -> {}
    }
  }

  /** When {@link #take} is to be called, or time passes as {@code otherwiseNs} says. */
  long dueNs(long otherwiseNs) {
    boolean waitsForRetry = !commands.isEmpty() || otherwiseNs - retryAtNs < 0;
    return retryAtNs != 0 && waitsForRetry ? retryAtNs : otherwiseNs;
  }

  /** All of them, oldest first: they are owed no more unless they fail again. */
  List<Command> take() {
    retryAtNs = 0;
    List<Command> all = new ArrayList<>(commands);
    commands.clear();
    return all;
  }
}
