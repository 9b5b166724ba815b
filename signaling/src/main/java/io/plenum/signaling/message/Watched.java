package io.plenum.signaling.message;

import java.util.List;

/**
 * Which sizes of a source somebody watches, these simulcast encodings, or so many spatial layers;
 * and the codec that everybody decodes.
 */
public record Watched(MediaSource source, List<String> rids, int layers, String codec) {
  /** Copies {@code rids}. */
  public Watched {
    rids = List.copyOf(rids);
  }
}
