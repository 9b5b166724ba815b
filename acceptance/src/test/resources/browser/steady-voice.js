/**
 * After quiet-scene.js: a microphone that hears a tone which changes all the time, so that no packet can be made up from
 * the one before, and none is silence.
 */
(() => {
  const before = navigator.mediaDevices.getUserMedia;
  let voice = null;

  function begin() {
    const audio = new AudioContext({sampleRate: 48000});
    const tone = new OscillatorNode(audio, {type: 'sawtooth', frequency: 300});
    const sweep = new OscillatorNode(audio, {frequency: 3});
    const depth = new GainNode(audio, {gain: 150});
    const gain = new GainNode(audio, {gain: 0.3});
    const sink = new MediaStreamAudioDestinationNode(audio, {channelCount: 1});
    sweep.connect(depth).connect(tone.frequency);
    tone.connect(gain).connect(sink);
    sweep.start();
    tone.start();
    return sink.stream;
  }

  navigator.mediaDevices.getUserMedia = async ({audio, video}) => {
    const stream = await before.call(navigator.mediaDevices, {audio: false, video});
    if (audio) {
      voice ??= begin();
      stream.addTrack(voice.getAudioTracks()[0].clone());
    }
    return stream;
  };
})();
