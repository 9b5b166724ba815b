/**
 * Replaces the camera by a drawn one of 960 × 540 pixels, large enough for three sizes of it and small enough for a
 * machine that encodes and decodes several at once; and the microphone by silence. Every frame differs from the one before.
 */
(() => {
  const WIDTH = 960;
  const HEIGHT = 540;
  const FRAMES_A_SECOND = 15;
  const BARS = 12;

  let scene = null;

  function begin() {
    const canvas = document.createElement('canvas');
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const context = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      context.fillStyle = '#254';
      context.fillRect(0, 0, WIDTH, HEIGHT);
      for (let bar = 0; bar < BARS; bar++) {
        context.fillStyle = `hsl(${bar * 30} 70% 60%)`;
        context.fillRect((frame * (bar + 2) + bar * 80) % WIDTH, (bar * HEIGHT) / BARS, 120, HEIGHT / BARS - 6);
      }
      frame++;
    }, 1000 / FRAMES_A_SECOND);
    const audio = new AudioContext({sampleRate: 48000});
    return {picture: canvas.captureStream(FRAMES_A_SECOND), sound: new MediaStreamAudioDestinationNode(audio, {channelCount: 1}).stream};
  }

  if (!navigator.mediaDevices) {
    return; // an empty page
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
