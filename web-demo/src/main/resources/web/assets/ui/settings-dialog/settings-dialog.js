/**
 * Devices during the meeting, what video is sent as, and the keyboard's shortcuts. Says `close`, `speaker`, `codec` and `quality`.
 *
 * @import {VideoCodec} from '../../net/codec-preference.js'
 * @import {LocalMedia} from '../../net/local-media.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {sendable} from '../../net/codec-preference.js';
import {later} from '../later.js';
import {preferences, remember} from '../preferences.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../device-select/device-select.js';
import '../level-bar/level-bar.js';
import '../modal-dialog/modal-dialog.js';

const words = strings.settings;

class SettingsDialog extends LitElement {
  static properties = {media: {attribute: false}};
  static styles = [
    controls,
    css`
      .devices {
        display: grid;
        gap: 0.875rem;
        margin: 1rem 0 1.5rem;
      }
      details {
        margin-bottom: 1.5rem;
      }
      summary {
        cursor: pointer;
        margin-bottom: 0.5rem;
      }
      h3 {
        font-size: 1rem;
        margin-bottom: 0.5rem;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.375rem 1rem;
        margin: 0;
      }
      dt {
        min-width: 2.25rem;
        padding: 0 0.5rem;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--raised);
        font-weight: 600;
        text-align: center;
      }
      dd {
        margin: 0;
      }
      .end {
        display: flex;
        justify-content: flex-end;
        margin-top: 1.25rem;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {LocalMedia} */
    this.media = later();
    this.unlisten = () => {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = this.media.listen(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten();
  }

  render() {
    return html`
      <modal-dialog .heading=${words.title} @close=${this.#close} data-testid="settings">
        ${this.#devices()}
        ${this.#advanced()}
        <p><button class="button" @click=${this.#quality} data-testid="show-quality">${strings.quality.title}</button></p>
        <h3>${words.keys}</h3>
        <dl>${words.shortcuts.map(([key, effect]) => html`<dt>${key}</dt><dd>${effect}</dd>`)}</dl>
        <div class="end"><button class="button" @click=${this.#close}>${strings.close}</button></div>
      </modal-dialog>
    `;
  }

  #devices() {
    const {devices, tracks, chosen, on} = this.media;
    const current = (/** @type {'microphone' | 'camera'} */ device) => tracks[device]?.getSettings().deviceId ?? chosen[device];
    const choose = (/** @type {'microphone' | 'camera'} */ device) => (/** @type {CustomEvent<string>} */ {detail}) => this.media.choose(device, detail);
    return html`
      <div class="devices">
        <device-select kind="audioinput" .devices=${devices} .value=${current('microphone')} @choose=${choose('microphone')}></device-select>
        <level-bar .track=${on.microphone ? tracks.microphone : null}></level-bar>
        <device-select kind="videoinput" .devices=${devices} .value=${current('camera')} @choose=${choose('camera')}></device-select>
        ${'setSinkId' in HTMLMediaElement.prototype ? html`<device-select kind="audiooutput" .devices=${devices} .value=${preferences().speaker} @choose=${this.#speaker}></device-select>` : nothing}
      </div>
    `;
  }

  #advanced() {
    const codecs = sendable(RTCRtpSender.getCapabilities('video')?.codecs ?? []);
    const now = preferences().videoCodec;
    return html`
      <details>
        <summary>${words.advanced}</summary>
        <label class="field"><span>${words.codec}</span>
          <select @change=${this.#codec} aria-describedby="codec-lead" data-testid="video-codec">
            <option value="" ?selected=${!codecs.some((codec) => codec === now)}>${words.codecDefault}</option>
            ${codecs.map((codec) => html`<option value=${codec} ?selected=${codec === now}>${words.codecs[codec]}</option>`)}
          </select>
        </label>
        <p class="muted" id="codec-lead">${words.codecLead}</p>
      </details>
    `;
  }

  /** @param {Event} event */
  #codec({target}) {
    remember({videoCodec: /** @type {VideoCodec | ''} */ (/** @type {HTMLSelectElement} */ (target).value)});
    this.dispatchEvent(new CustomEvent('codec'));
  }

  /** @param {CustomEvent<string>} event */
  #speaker({detail}) {
    remember({speaker: detail});
    this.dispatchEvent(new CustomEvent('speaker', {detail}));
  }

  #quality() {
    this.dispatchEvent(new CustomEvent('quality'));
  }

  #close() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

customElements.define('settings-dialog', SettingsDialog);
