package io.plenum.acceptance;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The program of a process of its own: the real libwebrtc, outside of any browser, as a peer that
 * sends a moving picture and a tone and receives one slot of each kind. Native code that breaks
 * takes only this process with it.
 *
 * <p>Talks by lines. Out: {@code offer <base64>}, then {@code stats <connected> <pictures> <audio
 * packets> <audio bytes> <srtp cipher>} each second. In: {@code answer <base64>}; the end of the
 * input ends the process.
 */
final class LibwebrtcPeer {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int FRAME_MS = 50;
  private static final int SAMPLE_RATE = 48_000;
  private static final int SAMPLES_PER_10_MS = SAMPLE_RATE / 100;
  private static final double TONE_HZ = 440;

  private final CustomVideoSource camera;
  private final CustomAudioSource microphone;
  private final RTCPeerConnection connection;
  private final AtomicLong pictures = new AtomicLong();
  private int frame;
  private long sample;

  private LibwebrtcPeer() {
    // The dummy layer: there is no sound card, and with the headless module the process aborts.
    PeerConnectionFactory factory =
        new PeerConnectionFactory(new AudioDeviceModule(AudioLayer.kDummyAudio));
    // Only now is the native library loaded, without which a source cannot be made.
    camera = new CustomVideoSource();
    microphone = new CustomAudioSource();
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
    connection = factory.createPeerConnection(configuration, new TrackObserver());
    var sound = factory.createAudioTrack("microphone", microphone);
    var picture = factory.createVideoTrack("camera", camera);
    connection.addTransceiver(sound, direction(RTCRtpTransceiverDirection.SEND_ONLY));
    connection.addTransceiver(picture, direction(RTCRtpTransceiverDirection.SEND_ONLY));
    connection.addTransceiver(
        factory.createAudioTrack("slot-audio", new CustomAudioSource()),
        direction(RTCRtpTransceiverDirection.RECV_ONLY));
    connection.addTransceiver(
        factory.createVideoTrack("slot-video", new CustomVideoSource()),
        direction(RTCRtpTransceiverDirection.RECV_ONLY));
  }

  /** Runs until the input ends. */
  public static void main(String[] args) throws Exception {
    LibwebrtcPeer peer = new LibwebrtcPeer();
    every(FRAME_MS, peer::pushFrame);
    every(10, peer::pushSound);
    say("offer " + encode(peer.offer()));
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        peer.answer(decode(line.substring("answer ".length())));
        every(1_000, peer::report);
      }
    } finally {
      // Skips the native destructors, some of which abort.
      Runtime.getRuntime().halt(0);
    }
  }

  /** Runs something in a rhythm that does not drift, until the process ends. */
  private static void every(long periodMs, Runnable work) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              for (long nextNs = System.nanoTime(); ; nextNs += periodMs * 1_000_000) {
                LockSupport.parkNanos(nextNs - System.nanoTime());
                work.run();
              }
            });
  }

  private static RTCRtpTransceiverInit direction(RTCRtpTransceiverDirection direction) {
    RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
    init.direction = direction;
    init.streamIds = List.of("own");
    return init;
  }

  private String offer() throws Exception {
    CompletableFuture<RTCSessionDescription> made = new CompletableFuture<>();
    connection.createOffer(
        new RTCOfferOptions(),
        new CreateSessionDescriptionObserver() {
          @Override
          public void onSuccess(RTCSessionDescription description) {
            made.complete(description);
          }

          @Override
          public void onFailure(String error) {
            made.completeExceptionally(new IOException(error));
          }
        });
    RTCSessionDescription offer = made.get(10, TimeUnit.SECONDS);
    Settled settled = new Settled();
    connection.setLocalDescription(offer, settled);
    settled.done.get(10, TimeUnit.SECONDS);
    return offer.sdp;
  }

  private void answer(String sdp) throws Exception {
    Settled settled = new Settled();
    connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, sdp), settled);
    settled.done.get(10, TimeUnit.SECONDS);
  }

  private void pushFrame() {
    NativeI420Buffer buffer = NativeI420Buffer.allocate(WIDTH, HEIGHT);
    ByteBuffer luma = buffer.getDataY();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        luma.put(y * buffer.getStrideY() + x, (byte) (x + y + 4 * frame));
      }
    }
    frame++;
    VideoFrame picture = new VideoFrame(buffer, System.nanoTime());
    camera.pushFrame(picture);
    picture.release();
  }

  private void pushSound() {
    ByteBuffer samples = ByteBuffer.allocate(2 * SAMPLES_PER_10_MS);
    samples.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SAMPLES_PER_10_MS; i++) {
      double phase = 2 * Math.PI * TONE_HZ * sample++ / SAMPLE_RATE;
      samples.putShort((short) (8000 * Math.sin(phase)));
    }
    microphone.pushAudio(samples.array(), 16, SAMPLE_RATE, 1, SAMPLES_PER_10_MS);
  }

  private void report() {
    connection.getStats(
        report -> {
          long packets = 0;
          long bytes = 0;
          String cipher = "-";
          for (RTCStats one : report.getStats().values()) {
            if (one.getType() == RTCStatsType.INBOUND_RTP
                && "audio".equals(one.getAttributes().get("kind"))) {
              packets += number(one, "packetsReceived");
              bytes += number(one, "bytesReceived");
            } else if (one.getType() == RTCStatsType.TRANSPORT) {
              cipher = String.valueOf(one.getAttributes().getOrDefault("srtpCipher", "-"));
            }
          }
          say(
              "stats %s %d %d %d %s"
                  .formatted(
                      connection.getConnectionState(), pictures.get(), packets, bytes, cipher));
        });
  }

  private static long number(RTCStats stats, String counter) {
    return stats.getAttributes().get(counter) instanceof Number number ? number.longValue() : 0;
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  /** Looks at received pictures. Candidates need no signaling: the server learns ours. */
  private final class TrackObserver implements PeerConnectionObserver {
    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {}

    @Override
    public void onTrack(RTCRtpTransceiver transceiver) {
      if (transceiver.getReceiver().getTrack() instanceof VideoTrack track) {
        track.addSink(new PictureCounter());
      }
    }
  }

  /** Counts decoded pictures that differ from the one before. */
  private final class PictureCounter implements VideoTrackSink {
    private long former;

    @Override
    public void onVideoFrame(VideoFrame frame) {
      I420Buffer buffer = frame.buffer.toI420();
      long sum = 0;
      ByteBuffer luma = buffer.getDataY();
      for (int i = 0; i < luma.limit(); i++) {
        sum = 31 * sum + luma.get(i);
      }
      buffer.release();
      if (sum != former) {
        former = sum;
        pictures.incrementAndGet();
      }
    }
  }

  /** Waits for a description to be taken. */
  private static final class Settled implements SetSessionDescriptionObserver {
    final CompletableFuture<Void> done = new CompletableFuture<>();

    @Override
    public void onSuccess() {
      done.complete(null);
    }

    @Override
    public void onFailure(String error) {
      done.completeExceptionally(new IOException(error));
    }
  }
}
