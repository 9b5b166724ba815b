/**
 * Shows the flashing, beeping scene in its own page, without any network, and lets the probe find it as slots "0" (sound)
 * and "1" (picture). The sound comes late by a number of ms, to see whether the measurement finds that.
 */
async (soundDelayMs) => {
  const scene = await navigator.mediaDevices.getUserMedia({audio: true, video: true});
  const audio = new AudioContext({sampleRate: 48000});
  const late = new MediaStreamAudioDestinationNode(audio, {channelCount: 1});
  new MediaStreamAudioSourceNode(audio, {mediaStream: scene})
    .connect(new DelayNode(audio, {delayTime: soundDelayMs / 1000, maxDelayTime: 1}))
    .connect(late);
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream(scene.getVideoTracks());
  document.body.append(video);
  await video.play();
  plenumProbe.slotTrack = (mid) => (mid === '0' ? late.stream : scene).getTracks().find(({kind}) => kind === (mid === '0' ? 'audio' : 'video'));
  plenumProbe.remoteVideos = () => [video];
}
