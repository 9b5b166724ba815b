package io.plenum.sfu.relay;

import io.plenum.sfu.publish.PublishedTrack;

/**
 * A track of sound of somebody whose transport ends here.
 *
 * @param number of the participant
 */
record LocalSound(int number, PublishedTrack track) {}
