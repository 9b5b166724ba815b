package io.plenum.sfu.loop;

import java.util.List;

/** Figures of a media server: one row for each loop. */
public record MediaSnapshot(List<LoopSnapshot> loops) {}
