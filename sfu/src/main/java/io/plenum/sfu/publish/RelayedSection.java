package io.plenum.sfu.publish;

import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.sfu.Source;

/**
 * One track of somebody who is relayed.
 *
 * @param source what it shows or lets hear
 * @param media as it was agreed on with the publisher; payload types and ids are the publisher's
 */
public record RelayedSection(Source source, NegotiatedMedia media) {}
