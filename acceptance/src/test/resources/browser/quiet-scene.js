/**
 * Replaces camera and microphone by a small picture that moves a little and a microphone that hears nothing: somebody
 * who costs the machine next to nothing, for rooms with many people.
 */
(() => {
  const FRAME_MS = 200;

  let scene = null;

  function begin() {
    const canvas = document.createElement('canvas');
    canvas.width = 160;
    canvas.height = 90;
    const context = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      context.fillStyle = '#225';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = '#ccc';
      context.fillRect((frame++ * 8) % canvas.width, 0, 20, canvas.height);
    }, FRAME_MS);
    const audio = new AudioContext({sampleRate: 48000});
    return {picture: canvas.captureStream(5), sound: new MediaStreamAudioDestinationNode(audio, {channelCount: 1}).stream};
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
