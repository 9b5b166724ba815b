/**
 * `/m/{code}/live`: from the pre-join page through the waiting room and the meeting to its end. Owns the devices and
 * the session; the elements below render them.
 *
 * @import {EndReason, RoomState} from '../../room/state.js'
 */
import {css, html, LitElement} from 'lit';
import {LocalMedia} from '../../net/local-media.js';
import {LiveSession} from '../../room/live-session.js';
import {INITIAL_STATE} from '../../room/state.js';
import {preferences, remember, seatTokenOf} from '../preferences.js';
import {api, meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {dark} from '../style/dark.css.js';
import '../end-page/end-page.js';
import '../meeting-room/meeting-room.js';
import '../pre-join/pre-join.js';
import '../waiting-room/waiting-room.js';

class LivePage extends LitElement {
  static properties = {code: {}, name: {state: true}, state: {state: true}, problem: {state: true}};
  static styles = [
    controls,
    dark,
    css`
      :host {
        display: block;
        min-height: 100dvh;
      }
    `,
  ];

  constructor() {
    super();
    this.code = '';
    this.name = '';
    this.problem = '';
    this.guest = {name: '', note: ''};
    /** @type {RoomState} */
    this.state = INITIAL_STATE;
    /** @type {LiveSession | null} */
    this.session = null;
    this.media = this.#newMedia();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('online', this.#online);
    window.plenum = {state: () => this.state, peerConnection: () => this.session?.peer?.connection ?? null};
    this.#start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('online', this.#online);
    if (this.session && this.state.phase !== 'ended') {
      this.session.leave();
    }
    this.media.stop();
  }

  render() {
    const {session, state, media} = this;
    if (this.problem) {
      return html`<end-page reason="not-found" .lead=${this.problem} .code=${this.code}></end-page>`;
    }
    if (!session) {
      return html`<pre-join .name=${this.name} .code=${this.code} .media=${media} @join=${this.#join}></pre-join>`;
    }
    switch (state.phase) {
      case 'meeting':
        return html`<meeting-room role="main" .session=${session} .media=${media} .state=${state}></meeting-room>`;
      case 'ended':
        return html`<end-page .reason=${state.end} .code=${this.code} @again=${this.#again}></end-page>`;
      default:
        return html`<waiting-room .name=${this.name} .state=${state} @leave=${() => session.leave()}></waiting-room>`;
    }
  }

  updated() {
    document.title = [this.state.meeting?.name || this.name, strings.product].filter(Boolean).join(' · ');
  }

  async #start() {
    try {
      const {name, accessCode} = await meetings.lookUp(this.code);
      this.name = name;
      this.code = accessCode;
    } catch (error) {
      // Without an answer the meeting may still be there: the socket tries again by itself.
      this.problem = error instanceof Error && 'status' in error && error.status === 404 ? errorText(error) : '';
    }
    if (!this.problem && this.isConnected && seatTokenOf(this.code).read()) {
      await this.#enter();
    } else {
      await this.#preferMuted();
    }
  }

  /** Who chose to come in muted does so on every device (W-5); the switch on the page has the last word. */
  async #preferMuted() {
    const signedIn = await api.accessToken();
    if (signedIn && api.user?.muteOnEntry && !this.session) {
      this.media.setMicrophone(false);
    }
  }

  /** @param {CustomEvent<{name: string, note: string}>} event */
  #join({detail}) {
    this.guest = detail;
    remember({guestName: detail.name || preferences().guestName});
    this.#enter();
  }

  async #enter() {
    const session = new LiveSession({
      url: `${location.origin.replace(/^http/, 'ws')}/api/v1/meetings/${this.code}/live`,
      media: this.media,
      identity: () => this.#identity(),
      seatToken: seatTokenOf(this.code),
      userId: () => api.user?.id ?? '',
      videoCodec: () => preferences().videoCodec,
    });
    const isReturn = seatTokenOf(this.code).read() !== null;
    session.listen((state) => this.#changed(session, state, isReturn));
    this.session = session;
    this.requestUpdate();
    session.open();
    if (isReturn) {
      await this.media.start();
    }
  }

  async #identity() {
    const accessToken = await api.accessToken();
    const {name, note} = this.guest;
    return accessToken ? {accessToken} : note ? {name, note} : {name};
  }

  /** @param {LiveSession} session @param {RoomState} state @param {boolean} isReturn */
  #changed(session, state, isReturn) {
    const wasEnded = this.state.phase === 'ended';
    if (isReturn && state.end === 'seat-gone' && !state.meeting) {
      this.session = null;
      this.state = INITIAL_STATE;
    } else if (session === this.session) {
      this.state = state;
      this.requestUpdate();
    }
    if (state.phase === 'ended' && !wasEnded && this.state.phase === 'ended') {
      this.media.stop();
    }
  }

  /** Back in without the pre-join page: nothing on it has changed since. */
  async #again() {
    this.media = this.#newMedia();
    this.state = INITIAL_STATE;
    this.session = null;
    if (!api.user && !this.guest.name) {
      this.requestUpdate();
      return;
    }
    const starting = this.media.start();
    await this.#enter();
    await starting;
  }

  #newMedia() {
    const {microphoneOn, cameraOn, microphone, camera} = preferences();
    const media = new LocalMedia();
    media.wanted = {microphone: microphoneOn, camera: cameraOn};
    media.chosen = {microphone, camera};
    media.listen(() => remember({microphoneOn: media.wanted.microphone, cameraOn: media.wanted.camera, ...media.chosen}));
    return media;
  }

  #online = () => this.session?.networkChanged();
}

customElements.define('live-page', LivePage);
