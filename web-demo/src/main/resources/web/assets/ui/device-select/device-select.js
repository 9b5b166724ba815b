/** Chooses a device of one kind; says `choose` (detail: the device id). */
import {css, html, LitElement} from 'lit';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';

const words = strings.preJoin;
const LABELS = {audioinput: words.microphone, videoinput: words.camera, audiooutput: words.speaker};

class DeviceSelect extends LitElement {
  static properties = {kind: {}, devices: {attribute: false}, value: {}};
  static styles = [
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {MediaDeviceKind} */
    this.kind = 'audioinput';
    /** @type {MediaDeviceInfo[]} of all kinds */
    this.devices = [];
    this.value = '';
  }

  render() {
    const label = LABELS[this.kind];
    const devices = this.devices.filter(({kind, deviceId}) => kind === this.kind && deviceId !== '' && deviceId !== 'default');
    const known = devices.some(({deviceId}) => deviceId === this.value);
    return html`
      <label class="field"><span>${label}</span>
        <select @change=${this.#choose} ?disabled=${devices.length === 0} data-testid="device-${this.kind}">
          <option value="" ?selected=${!known}>${devices.length === 0 ? words.nobody : words.systemDefault}</option>
          ${devices.map((device, i) => html`<option value=${device.deviceId} ?selected=${device.deviceId === this.value}>${device.label || words.deviceNumber(label, i + 1)}</option>`)}
        </select>
      </label>
    `;
  }

  /** @param {Event} event */
  #choose(event) {
    const {value} = /** @type {HTMLSelectElement} */ (event.target);
    this.dispatchEvent(new CustomEvent('choose', {detail: value}));
  }
}

customElements.define('device-select', DeviceSelect);
