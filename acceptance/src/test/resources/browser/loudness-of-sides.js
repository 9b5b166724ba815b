/** A function of the mid of a slot with sound that answers how loud its left and right are (root mean square, 0 to 1). */
async (mid) => {
  const audio = new AudioContext({sampleRate: 48000});
  await audio.resume();
  const source = new MediaStreamAudioSourceNode(audio, {mediaStream: new MediaStream([plenumProbe.slotTrack(mid)])});
  const sides = new ChannelSplitterNode(audio, {numberOfOutputs: 2});
  source.connect(sides);
  const analysers = [0, 1].map((side) => {
    const analyser = new AnalyserNode(audio, {fftSize: 8192});
    sides.connect(analyser, side);
    return analyser;
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const loudness = analysers.map((analyser) => {
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  });
  await audio.close();
  return loudness;
}
