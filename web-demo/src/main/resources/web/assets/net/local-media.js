/**
 * This machine's microphone, camera and screen. Remembers what the person wants on; devices come and go beneath it.
 * The microphone stays open while muted, so that unmuting is instant; a camera that is off is released, and its light with it.
 *
 * @typedef {'microphone' | 'camera'} Device
 * @typedef {'denied' | 'missing' | 'busy'} Problem
 * @typedef {{kind: 'changed'} | {kind: 'switched', device: Device, label: string} | {kind: 'lost', device: Device} | {kind: 'screen-ended'}} MediaEvent
 */

import {cameraConstraints, microphoneConstraints, problemOf, screenConstraints} from './capture.js';

export class LocalMedia {
  wanted = {microphone: true, camera: true};
  /** @type {Record<Device, string>} device ids, '' for the browser's choice */
  chosen = {microphone: '', camera: ''};
  /** @type {Partial<Record<Device, Problem>>} */
  problems = {};
  /** @type {MediaDeviceInfo[]} */
  devices = [];
  /** @type {Record<Device, MediaStreamTrack | null>} */
  tracks = {microphone: null, camera: null};
  /** @type {MediaStream | null} */
  screen = null;
  /** @type {Set<(event: MediaEvent) => void>} */
  #listeners = new Set();
  /** Opening and closing one device is strictly one after the other. @type {Record<Device, Promise<unknown>>} */
  #queues = {microphone: Promise.resolve(), camera: Promise.resolve()};
  #onDeviceChange = () => this.#listDevices();

  /** @param {(event: MediaEvent) => void} listener @returns {() => void} stops listening */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks for the devices. Never throws: what failed is in `problems`. */
  async start() {
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDeviceChange);
    await Promise.all([this.#open('microphone'), this.wanted.camera ? this.#open('camera') : null]);
    await this.#listDevices();
  }

  /** Releases everything. */
  stop() {
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDeviceChange);
    this.#listeners.clear();
    this.#release('microphone');
    this.#release('camera');
    this.stopScreen();
  }

  /** What is truly being captured and wanted. */
  get on() {
    return {
      microphone: this.wanted.microphone && this.tracks.microphone !== null,
      camera: this.wanted.camera && this.tracks.camera !== null,
      screen: this.screen !== null,
    };
  }

  /** @param {boolean} on */
  async setMicrophone(on) {
    this.wanted.microphone = on;
    if (this.tracks.microphone) {
      this.tracks.microphone.enabled = on;
    } else if (on) {
      await this.#open('microphone');
    }
    this.#tell({kind: 'changed'});
  }

  /** @param {boolean} on */
  async setCamera(on) {
    this.wanted.camera = on;
    if (on) {
      await this.#open('camera');
    } else {
      this.#release('camera');
    }
    this.#tell({kind: 'changed'});
  }

  /** @param {Device} device @param {string} deviceId */
  async choose(device, deviceId) {
    this.chosen[device] = deviceId;
    if (device === 'microphone' || this.wanted.camera) {
      this.#release(device);
      await this.#open(device);
    }
    this.#tell({kind: 'changed'});
  }

  /** Throws what getDisplayMedia throws; NotAllowedError when the person changed their mind. */
  async shareScreen() {
    this.screen = await navigator.mediaDevices.getDisplayMedia(screenConstraints());
    const [video] = this.screen.getVideoTracks();
    video.contentHint = 'detail';
    video.onended = () => {
      this.stopScreen();
      this.#tell({kind: 'screen-ended'});
    };
    this.#tell({kind: 'changed'});
  }

  stopScreen() {
    this.screen?.getTracks().forEach((track) => {
      track.onended = null;
      track.stop();
    });
    this.screen = null;
    this.#tell({kind: 'changed'});
  }

  /** @param {Device} device */
  #open(device) {
    const turn = this.#queues[device].then(() => this.#openNow(device));
    this.#queues[device] = turn;
    return turn;
  }

  /** @param {Device} device */
  async #openNow(device) {
    if (this.tracks[device]?.readyState === 'live' || (device === 'camera' && !this.wanted.camera)) {
      return;
    }
    try {
      const id = this.chosen[device];
      const wish = device === 'microphone' ? {audio: microphoneConstraints(id)} : {video: cameraConstraints(id)};
      const [track] = (await mediaDevices().getUserMedia(wish)).getTracks();
      delete this.problems[device];
      this.#hold(device, track);
    } catch (error) {
      this.problems[device] = problemOf(error);
    }
    this.#tell({kind: 'changed'});
  }

  /** @param {Device} device @param {MediaStreamTrack} track */
  #hold(device, track) {
    if (device === 'camera' && !this.wanted.camera) {
      track.stop();
      return;
    }
    track.enabled = this.wanted[device];
    track.onended = () => this.#unplugged(device);
    this.tracks[device] = track;
  }

  /** @param {Device} device */
  #release(device) {
    const track = this.tracks[device];
    if (track) {
      track.onended = null;
      track.stop();
      this.tracks[device] = null;
    }
  }

  /** Falls back to another device of the kind, and says so. @param {Device} device */
  async #unplugged(device) {
    this.#release(device);
    this.chosen[device] = '';
    await this.#open(device);
    const track = this.tracks[device];
    this.#tell(track ? {kind: 'switched', device, label: track.label} : {kind: 'lost', device});
  }

  async #listDevices() {
    this.devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    this.#tell({kind: 'changed'});
  }

  /** @param {MediaEvent} event */
  #tell(event) {
    this.#listeners.forEach((listener) => listener(event));
  }
}

/** Without a secure origin browsers have no `mediaDevices` at all. */
function mediaDevices() {
  if (!navigator.mediaDevices) {
    throw new DOMException('no media devices here', 'NotFoundError');
  }
  return navigator.mediaDevices;
}
