/**
 * Plays every audio slot through the chosen speaker. Browsers may hold sound back until a click: then it asks for one.
 *
 * @import {MediaPeer} from '../../net/media-peer.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {icons} from '../icons.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';

class SoundOutput extends LitElement {
  static properties = {peer: {attribute: false}, speaker: {}, blocked: {state: true}};
  static styles = [
    controls,
    css`
      .button {
        position: fixed;
        z-index: 6;
        inset: 50% auto auto 50%;
        transform: translate(-50%, -50%);
        min-height: 56px;
        padding-inline: 1.75rem;
        box-shadow: var(--shadow);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {MediaPeer | null} */
    this.peer = null;
    /** Device id, '' for the system's. */
    this.speaker = '';
    this.blocked = false;
  }

  render() {
    const tracks = this.peer?.soundTracks() ?? [];
    return html`
      ${tracks.map(() => html`<audio autoplay></audio>`)}
      ${this.blocked ? html`<button class="button primary" @click=${this.#playAll} data-testid="click-to-hear">${icons.sound}${strings.meeting.hear}</button>` : nothing}
    `;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('peer')) {
      const tracks = this.peer?.soundTracks() ?? [];
      this.#players.forEach((player, i) => (player.srcObject = new MediaStream([tracks[i]])));
      this.#playAll();
    }
    if (changed.has('peer') || changed.has('speaker')) {
      this.#players.forEach((player) => route(player, this.speaker));
    }
  }

  /** @returns {HTMLAudioElement[]} */
  get #players() {
    return [...this.renderRoot.querySelectorAll('audio')];
  }

  #playAll() {
    this.blocked = false;
    this.#players.forEach((player) =>
      player.play().catch((error) => {
        this.blocked ||= error.name === 'NotAllowedError';
      }),
    );
  }
}

/** A speaker that is gone leaves the sound where it was. @param {HTMLAudioElement} player @param {string} deviceId */
function route(player, deviceId) {
  if ('setSinkId' in player && player.sinkId !== deviceId) {
    player.setSinkId(deviceId).catch(() => {});
  }
}

customElements.define('sound-output', SoundOutput);
