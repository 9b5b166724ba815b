/**
 * Before the meeting: see and hear oneself, choose devices, say who one is (W-5). Says `join` (detail: name, note).
 *
 * @import {LocalMedia} from '../../net/local-media.js'
 */
import {html, LitElement, nothing} from 'lit';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {followLink} from '../navigation.js';
import {preferences, remember} from '../preferences.js';
import {api} from '../services.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {style} from './pre-join.css.js';
import '../device-select/device-select.js';
import '../level-bar/level-bar.js';

const words = strings.preJoin;
/** docs/protocol.md §2.1 */
const NAME_LIMIT = 60;
const NOTE_LIMIT = 200;

class PreJoin extends LitElement {
  static properties = {name: {}, code: {}, media: {attribute: false}, started: {state: true}};
  static styles = [controls, style];

  constructor() {
    super();
    this.name = '';
    this.code = '';
    /** @type {LocalMedia} */
    this.media = later();
    this.started = false;
    this.unlisten = () => {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = this.media.listen(() => this.requestUpdate());
    this.media.start().then(() => (this.started = true));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten();
  }

  render() {
    return html`
      <main>
        <div class="preview">
          ${this.#view()}
          ${this.#level()}
          <div class="devices-and-problems">${this.#problems()}${this.#devices()}</div>
        </div>
        ${this.#form()}
      </main>
    `;
  }

  #view() {
    const {on} = this.media;
    return html`
      <div class="view">
        <video autoplay playsinline .muted=${true} aria-label=${words.preview} ?hidden=${!on.camera} data-testid="preview"></video>
        ${on.camera ? nothing : html`<p class="off">${this.started || !this.media.wanted.camera ? words.cameraOff : words.starting}</p>`}
        <div class="buttons">${this.#toggle('microphone')}${this.#toggle('camera')}</div>
      </div>
    `;
  }

  /** @param {'microphone' | 'camera'} device */
  #toggle(device) {
    const isOn = this.media.on[device];
    // What was not asked for yet is neither on nor off: no alarm while the page opens.
    const isOff = !isOn && (this.started || !this.media.wanted[device]);
    const label = device === 'microphone' ? (isOn ? strings.tools.mute : strings.tools.unmute) : isOn ? strings.tools.cameraOff : strings.tools.cameraOn;
    const icon = device === 'microphone' ? (isOn ? icons.microphone : icons.microphoneOff) : isOn ? icons.camera : icons.cameraOff;
    const turn = () => (device === 'microphone' ? this.media.setMicrophone(!isOn) : this.media.setCamera(!isOn));
    return html`<button type="button" class="button round ${isOff ? 'off-now' : ''}" aria-label=${label} title=${label} @click=${turn}
      data-testid="prejoin-${device}" data-on=${String(isOn)}>${icon}</button>`;
  }

  #level() {
    const {on, tracks} = this.media;
    return html`<div class="level">${icons.microphone}<level-bar .track=${on.microphone ? tracks.microphone : null}></level-bar></div>`;
  }

  #problems() {
    const {microphone, camera} = this.media.problems;
    const texts = [microphone && strings.problems.microphone[microphone], camera && strings.problems.camera[camera]].filter(Boolean);
    return html`<ul class="problems" aria-live="polite" data-testid="device-problems">${texts.map((text) => html`<li>${icons.warning}<span>${text}</span></li>`)}</ul>`;
  }

  #devices() {
    const {devices, chosen, tracks} = this.media;
    const current = (/** @type {'microphone' | 'camera'} */ device) => tracks[device]?.getSettings().deviceId ?? chosen[device];
    const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
    return html`
      <div class="devices">
        <device-select kind="audioinput" .devices=${devices} .value=${current('microphone')} @choose=${(/** @type {CustomEvent<string>} */ {detail}) => this.media.choose('microphone', detail)}></device-select>
        <device-select kind="videoinput" .devices=${devices} .value=${current('camera')} @choose=${(/** @type {CustomEvent<string>} */ {detail}) => this.media.choose('camera', detail)}></device-select>
        ${canChooseSpeaker ? html`<device-select kind="audiooutput" .devices=${devices} .value=${preferences().speaker} @choose=${(/** @type {CustomEvent<string>} */ {detail}) => remember({speaker: detail})}></device-select>` : nothing}
      </div>
    `;
  }

  #form() {
    return html`
      <form @submit=${this.#join}>
        <h1>${words.title(this.name)}</h1>
        ${api.user ? html`<p class="muted" data-testid="joining-as">${words.as(api.user.name)}</p>` : this.#guestFields()}
        <button class="button primary join" data-testid="prejoin-join">${api.user ? words.join : words.ask}</button>
        ${api.user ? nothing : html`<a class="button quiet left-aligned" href="/sign-in#m/${this.code}" @click=${followLink}>${words.signIn}</a>`}
      </form>
    `;
  }

  #guestFields() {
    return html`
      <label class="field"><span>${words.name}</span>
        <input name="name" required maxlength=${NAME_LIMIT} autocomplete="name" .defaultValue=${preferences().guestName} data-testid="guest-name"></label>
      <label class="field"><span>${words.note}</span>
        <input name="note" maxlength=${NOTE_LIMIT} autocomplete="off" placeholder=${words.notePlaceholder} data-testid="guest-note"></label>
    `;
  }

  updated() {
    const video = /** @type {HTMLVideoElement | null} */ (this.renderRoot.querySelector('video'));
    const track = this.media.tracks.camera;
    const shown = /** @type {MediaStream | null} */ (video?.srcObject ?? null)?.getTracks()[0] ?? null;
    if (video && shown !== track) {
      video.srcObject = track ? new MediaStream([track]) : null;
    }
  }

  /** @param {SubmitEvent} event */
  #join(event) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const [name, note] = ['name', 'note'].map((field) => String(fields.get(field) ?? '').trim());
    if (api.user || name) {
      this.dispatchEvent(new CustomEvent('join', {detail: {name, note}}));
    }
  }
}

customElements.define('pre-join', PreJoin);
