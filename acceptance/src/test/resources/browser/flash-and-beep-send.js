/**
 * Replaces camera and microphone by one synthetic scene: every second the picture turns white and a tone sounds, at the
 * same instant, for a fifth of a second. Between flashes the picture is dark with a moving bar, so that frames keep coming.
 * WIDTH and HEIGHT are put in by FlashAndBeep.java.
 */
(() => {
  const PERIOD_MS = 1000;
  const ON_MS = 200;
  const FRAME_MS = 33;
  const TONE_HZ = 1000;

  let scene = null;

  function begin() {
    const canvas = document.createElement('canvas');
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const context = canvas.getContext('2d');
    const audio = new AudioContext({sampleRate: 48000, latencyHint: 'interactive'});
    const tone = new OscillatorNode(audio, {frequency: TONE_HZ});
    const gain = new GainNode(audio, {gain: 0});
    const sink = new MediaStreamAudioDestinationNode(audio, {channelCount: 1});
    tone.connect(gain).connect(sink);
    tone.start();
    let frame = 0;
    let wasOn = false;
    setInterval(() => {
      // The flash is drawn and the tone switched in one task: what happens at one time carries one time.
      const on = performance.now() % PERIOD_MS < ON_MS;
      if (on !== wasOn) {
        gain.gain.setValueAtTime(on ? 0.8 : 0, audio.currentTime);
        wasOn = on;
      }
      context.fillStyle = on ? 'white' : 'black';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = on ? '#ccc' : '#333';
      context.fillRect((frame++ * 8) % canvas.width, 0, 40, canvas.height);
    }, FRAME_MS);
    return {picture: canvas.captureStream(30), sound: sink.stream};
  }

  navigator.mediaDevices.getUserMedia = async ({audio, video}) => {
    scene ??= begin();
    const tracks = [];
    if (audio) {
      tracks.push(scene.sound.getAudioTracks()[0].clone());
    }
    if (video) {
      tracks.push(scene.picture.getVideoTracks()[0].clone());
    }
    return new MediaStream(tracks);
  };
})();
