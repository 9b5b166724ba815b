package io.plenum.rtc.codec;

/**
 * What a forwarder must know of the frame that one packet belongs to, the same for every codec: so
 * whoever chooses layers knows none. A flyweight that a {@link FrameReader} fills for packet after
 * packet. Confined to the loop of the stream.
 *
 * <p>A <em>frame</em> is one layer's share of a <em>picture</em>; all frames of a picture have one
 * RTP timestamp.
 */
public final class FrameInfo {
  /** Stands for an id or a size that is not known. */
  public static final int NONE = -1;

  /** Answer of {@link #predecessor}: nothing before this frame is needed. */
  public static final long NOTHING = -1;

  /** Answer of {@link #predecessor}: not known, so only a keyframe begins this target. */
  public static final long UNKNOWN = -2;

  private final DependencyDescriptor descriptor = new DependencyDescriptor();
  private final PictureSizes sizes = new PictureSizes();
  private VideoCodec codec;
  private boolean known;
  private boolean early;
  private boolean described;
  private boolean marker;
  private long picture;
  private long number;
  private boolean first;
  private boolean last;
  private boolean keyframe;
  private int spatial;
  private int temporal;
  private int topSpatial;
  private long members;
  private long switches;
  private long id;
  private boolean idsCountFrames;
  private int tl0PicIdx;

  /** Nothing yet. */
  public FrameInfo() {}

  /** Begins a packet: a frame of one layer that belongs to every target. */
  void begin(VideoCodec ofCodec, long ofPicture, boolean withMarker) {
    codec = ofCodec;
    known = true;
    early = false;
    described = false;
    picture = ofPicture;
    number = ofPicture;
    marker = withMarker;
    first = false;
    last = withMarker;
    keyframe = false;
    spatial = 0;
    temporal = 0;
    topSpatial = 0;
    members = LayerMask.ALL;
    switches = 0;
    id = NONE;
    idsCountFrames = false;
    tl0PicIdx = NONE;
    sizes.clear();
  }

  /** Says that the packet could not be read. */
  public void unknown() {
    known = false;
    early = false;
    keyframe = false;
    first = false;
  }

  /** The packet cannot be read before the structure that it refers to has come. */
  void early() {
    unknown();
    early = true;
  }

  void edges(boolean isFirst, boolean isLast) {
    first = isFirst;
    last = isLast;
  }

  void layer(int ofSpatial, int ofTemporal, int top) {
    spatial = ofSpatial;
    temporal = ofTemporal;
    topSpatial = top;
  }

  void targets(long inMembers, long inSwitches) {
    members = inMembers;
    switches = inSwitches;
  }

  /** The frame begins a picture that needs none before it. */
  void intra() {
    keyframe = true;
    switches = LayerMask.ALL;
  }

  void number(long ofFrame) {
    number = ofFrame;
  }

  void ids(long unwrappedId, boolean countFrames, int ofTl0PicIdx) {
    id = unwrappedId;
    idsCountFrames = countFrames;
    tl0PicIdx = ofTl0PicIdx;
  }

  void described() {
    described = true;
  }

  DependencyDescriptor descriptor() {
    return descriptor;
  }

  /** Sizes of the pictures of each spatial layer, where this packet tells them. */
  public PictureSizes sizes() {
    return sizes;
  }

  /** Whether the packet could be read; all else has a meaning only then. */
  public boolean known() {
    return known;
  }

  /**
   * Whether the packet came before the keyframe's first packet, which holds what it refers to: it
   * can be read again after that.
   */
  public boolean isEarly() {
    return early;
  }

  /** What it is encoded with. */
  public VideoCodec codec() {
    return codec;
  }

  /** Number of the picture, unwrapped: later pictures have greater ones. */
  public long picture() {
    return picture;
  }

  /** Number of the frame, unwrapped: different for every frame, greater for later ones. */
  public long number() {
    return number;
  }

  /** The RTP marker: the last packet of the picture as it was published. */
  public boolean marker() {
    return marker;
  }

  /** Whether this packet is known to begin its frame. */
  public boolean firstOfFrame() {
    return first;
  }

  /** Whether this packet ends its frame. */
  public boolean lastOfFrame() {
    return last;
  }

  /** Whether the picture is known to need none before it: decoding can begin here. */
  public boolean keyframe() {
    return keyframe;
  }

  /** Whether this is the first packet of a keyframe. */
  public boolean opensKeyframe() {
    return keyframe && first && spatial == 0;
  }

  /** The spatial layer, 0 (smallest) to 7. */
  public int spatial() {
    return spatial;
  }

  /** The temporal layer, 0 (slowest) to 7. */
  public int temporal() {
    return temporal;
  }

  /** The highest spatial layer that is being published. */
  public int topSpatial() {
    return topSpatial;
  }

  /** Whether target (s, t) needs this frame. */
  public boolean belongsTo(int s, int t) {
    return (members & LayerMask.of(s, t)) != 0;
  }

  /**
   * Whether whoever has target (s, t - 1) may go on with (s, t) from here; of a keyframe, whoever.
   */
  public boolean switchesTo(int s, int t) {
    return (switches & LayerMask.of(s, t)) != 0;
  }

  /**
   * The frame that must have been received for target (s, t) to be whole up to here, {@link
   * #NOTHING} or {@link #UNKNOWN}.
   */
  public long predecessor(int s, int t) {
    if (keyframe) {
      return NOTHING;
    }
    return described ? descriptor.predecessor(s, t, number) : UNKNOWN;
  }

  /** The spatial layer whose frame ends a picture of target (s, t). */
  public int lastSpatial(int s, int t) {
    return described ? descriptor.lastSpatial(s, t) : Math.min(s, topSpatial);
  }

  /** The picture id or frame number that is rewritten, unwrapped; {@link #NONE} without one. */
  public long id() {
    return id;
  }

  /**
   * Whether receivers take a step of more than one in {@link #id} for loss (VP8). Where frames name
   * each other by differences of ids (VP9, AV1) ids are never compacted.
   */
  public boolean idsCountFrames() {
    return idsCountFrames;
  }

  /** TL0PICIDX, 0 to 255, or {@link #NONE}. */
  public int tl0PicIdx() {
    return tl0PicIdx;
  }

  /** Whether a dependency descriptor told all this. */
  public boolean isDescribed() {
    return described;
  }

  /** Whether the packet carries the structure of its stream, or says what of it is active. */
  public boolean announcesTargets() {
    return described && descriptor.announcesTargets();
  }

  /** The published decode targets that make up target (s, t), as the descriptor numbers them. */
  public int activeTargets(int s, int t) {
    return descriptor.activeTargets(s, t);
  }
}
