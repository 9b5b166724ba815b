package io.plenum.sfu.room;

import io.plenum.sfu.publish.Publisher;
import io.plenum.sfu.quality.QualitySample;
import io.plenum.sfu.quality.QualityWatch;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.subscribe.Pause;
import io.plenum.sfu.subscribe.Subscriber;
import java.util.List;

/** Takes the samples of one participant's connection. Confined to the room's loop. */
final class ConnectionWatch {
  private final Publisher publisher;
  private final Subscriber subscriber;
  private QualityWatch watch;
  private long expected;
  private long lost;
  private long broken;

  ConnectionWatch(Publisher publisher, Subscriber subscriber, long nowNs) {
    this.publisher = publisher;
    this.subscriber = subscriber;
    begin(nowNs);
  }

  /** Begins anew, with nothing wrong. */
  void begin(long nowNs) {
    watch = new QualityWatch(nowNs);
  }

  /**
   * Takes a sample of the time since the last one.
   *
   * @param shownHeight of the participant's camera where it is shown largest
   * @return what there is to tell
   */
  List<Spell> look(int shownHeight, long nowNs) {
    // A stream that was replaced takes its packets along: less than nothing came then.
    long sentNow = Math.max(0, publisher.expected() - expected);
    long lostNow = Math.clamp(publisher.lost() - lost, 0, sentNow);
    int brokenNow = (int) (subscriber.picturesLost() - broken);
    expected = publisher.expected();
    lost = publisher.lost();
    broken = subscriber.picturesLost();
    QualitySample sample =
        new QualitySample(
            sentNow,
            lostNow,
            shownHeight,
            subscriber.downlink().estimator().lossShare(),
            subscriber.downlink().estimator().estimateBps(),
            subscriber.paused(Pause.BANDWIDTH),
            subscriber.paused(Pause.SERVER),
            brokenNow,
            publisher.feedback().roundTrip().ns());
    return watch.sample(sample, nowNs);
  }
}
