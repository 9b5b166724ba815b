package io.plenum.signaling.session;

import io.plenum.signaling.message.QualityFigures;
import java.time.Duration;

/**
 * What a media node tells about a peer's connection. Times are relative to now, as the node may
 * have another clock.
 *
 * @param number tells spells of one peer apart; one that is told again has the same
 * @param trouble what is wrong, as {@code uplink-loss}
 * @param endedAgo null: it goes on
 * @param text in words
 */
public record TroubleNews(
    int number,
    String trouble,
    Duration beganAgo,
    Duration endedAgo,
    String text,
    QualityFigures figures) {}
