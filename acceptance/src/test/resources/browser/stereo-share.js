/**
 * Replaces what getDisplayMedia gives by a small picture and a tone that is on the left only.
 */
navigator.mediaDevices.getDisplayMedia = async () => {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d');
  let frame = 0;
  setInterval(() => {
    context.fillStyle = frame++ % 2 ? '#225' : '#226';
    context.fillRect(0, 0, canvas.width, canvas.height);
  }, 200);
  const audio = new AudioContext({sampleRate: 48000});
  const tone = new OscillatorNode(audio, {frequency: 440});
  const sides = new ChannelMergerNode(audio, {numberOfInputs: 2});
  const sink = new MediaStreamAudioDestinationNode(audio, {channelCount: 2});
  tone.connect(sides, 0, 0);
  sides.connect(sink);
  tone.start();
  return new MediaStream([...canvas.captureStream(5).getTracks(), ...sink.stream.getAudioTracks()]);
};
