/**
 * Replaces the camera by a drawn one of 960 × 540 pixels in which so much moves that every size of it takes all the bits
 * it may. The microphone stays the browser's own.
 */
(() => {
  const WIDTH = 960;
  const HEIGHT = 540;
  const FRAMES_A_SECOND = 15;
  const CELL = 30;
  /** One of so many cells is new in each frame. */
  const CHANGING = 41;

  let picture = null;

  function begin() {
    const canvas = document.createElement('canvas');
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const context = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      frame++;
      for (let y = 0; y < HEIGHT; y += CELL) {
        for (let x = 0; x < WIDTH; x += CELL) {
          // A part of the cells changes in each frame, as leaves in the wind do; more of them, and the smallest size
          // cannot have all its frames for the bits that it may take.
          if ((x * 7 + y * 13 + frame * 31) % CHANGING === 0) {
            context.fillStyle = `hsl(${(x + y * 3 + frame * 11) % 360} 60% ${30 + ((x * y + frame * 17) % 40)}%)`;
            context.fillRect(x, y, CELL, CELL);
          }
        }
      }
    }, 1000 / FRAMES_A_SECOND);
    return canvas.captureStream(FRAMES_A_SECOND);
  }

  if (!navigator.mediaDevices) {
    return; // an empty page
  }
  const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async ({audio, video}) => {
    const tracks = audio ? (await own({audio})).getAudioTracks() : [];
    if (video) {
      picture ??= begin();
      tracks.push(picture.getVideoTracks()[0].clone());
    }
    return new MediaStream(tracks);
  };
})();
