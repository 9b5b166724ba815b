/** What we ask of microphones, cameras and screens, and what their refusals mean. Pure. */

/** @param {string} deviceId '' for the browser's choice @returns {MediaTrackConstraints} */
export function microphoneConstraints(deviceId) {
  return {...device(deviceId), echoCancellation: true, noiseSuppression: true, autoGainControl: true};
}

/** 720p at 30 frames: what the largest encoding (see encodings.js) carries well. @param {string} deviceId @returns {MediaTrackConstraints} */
export function cameraConstraints(deviceId) {
  return {...device(deviceId), width: {ideal: 1280, max: 1280}, height: {ideal: 720, max: 720}, frameRate: {ideal: 30, max: 30}};
}

/** Sound as it is: what makes a voice clear spoils music, and makes it mono. @returns {DisplayMediaStreamOptions} */
export function screenConstraints() {
  const audio = {channelCount: {ideal: 2}, echoCancellation: false, noiseSuppression: false, autoGainControl: false};
  return {video: {width: {max: 1920}, height: {max: 1080}, frameRate: {max: 30}}, audio};
}

/**
 * @param {unknown} error of getUserMedia
 * @returns {'denied' | 'missing' | 'busy'}
 */
export function problemOf(error) {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return 'denied';
  }
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'busy';
}

/** A remembered device that is gone must not fail the request: prefer it, take any. @param {string} deviceId */
function device(deviceId) {
  return deviceId ? {deviceId: {ideal: deviceId}} : {};
}
