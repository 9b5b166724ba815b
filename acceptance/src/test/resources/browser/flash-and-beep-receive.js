/**
 * Measures how far sound and picture of a slot pair are apart at the receiver.
 *
 * A function of the mids of both slots and how long to look (ms) that answers the skews in ms, one for each flash that had its beep:
 * positive when the beep came after the flash. Both are taken where the page gets them, after jitter buffer and
 * synchronisation: frames by requestVideoFrameCallback, samples by an analyser on the same slot's audio track.
 */
async ({videoMid, audioMid, lengthMs}) => {
  const BRIGHT = 128;
  const LOUD = 0.05;
  /** Samples looked at in one go: 170 ms at 48 kHz, so a late poll misses nothing. */
  const WINDOW = 8192;
  /** A beep belongs to the flash at most this far away; half the period of the scene. */
  const PAIR_MS = 500;
  /** Poll interval of the analyser. */
  const POLL_MS = 10;
  /** Quiet that must come before an onset. */
  const QUIET_MS = 300;

  const videoTrack = plenumProbe.slotTrack(videoMid);
  const audioTrack = plenumProbe.slotTrack(audioMid);
  const video = plenumProbe.remoteVideos().find((one) => one.srcObject.getVideoTracks().some((track) => track.id === videoTrack.id));
  if (!video) {
    throw new Error(`no video element shows slot ${videoMid}`);
  }
  const audio = new AudioContext({sampleRate: 48000, latencyHint: 'interactive'});
  await audio.resume();
  const analyser = new AnalyserNode(audio, {fftSize: WINDOW});
  new MediaStreamAudioSourceNode(audio, {mediaStream: new MediaStream([audioTrack])}).connect(analyser);

  const flashes = [];
  const beeps = [];
  let bright = true;
  const end = performance.now() + lengthMs;

  const onFrame = (_, {presentationTime}) => {
    const luma = plenumProbe.luma(video);
    const now = luma.reduce((sum, one) => sum + one, 0) / luma.length > BRIGHT;
    if (now && !bright) {
      flashes.push(presentationTime);
    }
    bright = now;
    if (performance.now() < end) {
      video.requestVideoFrameCallback(onFrame);
    }
  };
  video.requestVideoFrameCallback(onFrame);

  let lastLoud = performance.now();
  const samples = new Float32Array(WINDOW);
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    // The newest sample was rendered when currentTime was read; the poll takes microseconds.
    const now = performance.now();
    analyser.getFloatTimeDomainData(samples);
    const timeOf = (index) => now - ((WINDOW - 1 - index) * 1000) / audio.sampleRate;
    for (let i = 0; i < WINDOW; i++) {
      if (Math.abs(samples[i]) > LOUD && timeOf(i) > lastLoud) {
        if (timeOf(i) - lastLoud > QUIET_MS) {
          beeps.push(timeOf(i));
        }
        lastLoud = timeOf(i);
      }
    }
  }
  await audio.close();
  return flashes.flatMap((flash) => {
    const nearest = beeps.reduce((best, beep) => (Math.abs(beep - flash) < Math.abs(best - flash) ? beep : best), Infinity);
    return Math.abs(nearest - flash) < PAIR_MS ? [nearest - flash] : [];
  });
}
