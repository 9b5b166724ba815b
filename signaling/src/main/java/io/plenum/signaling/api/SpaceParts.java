package io.plenum.signaling.api;

import io.plenum.signaling.chat.Chat;
import io.plenum.signaling.file.Files;
import io.plenum.signaling.session.LiveSessions;
import io.plenum.signaling.session.SeatPasses;
import io.plenum.signaling.session.SessionHistory;
import io.plenum.signaling.space.SpaceFeed;

/** What the operations on a meeting's content and live sessions are made of. */
public record SpaceParts(
    Chat chat,
    SpaceFeed feed,
    Files files,
    LiveSessions sessions,
    SeatPasses seats,
    SessionHistory history,
    StreamParts streams) {}
