/**
 * One person's camera or screen. Its place is set from outside.
 *
 * @import {Tile} from '../../room/tiles.js'
 */
import {html, LitElement, nothing} from 'lit';
import {colourOf, initials} from '../../room/avatar.js';
import {icons} from '../icons.js';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {style} from './video-tile.css.js';

const words = strings.meeting;

class VideoTile extends LitElement {
  static properties = {tile: {attribute: false}, track: {attribute: false}};
  static styles = [controls, style];

  constructor() {
    super();
    /** @type {Tile} */
    this.tile = later();
    /** @type {MediaStreamTrack | null} */
    this.track = null;
  }

  render() {
    const {person, source, own, paused} = this.tile;
    const isShown = person.sources[source] && this.track !== null && !paused;
    const look = source === 'screen' ? 'whole' : own ? 'mirrored' : '';
    return html`
      <video class=${look} autoplay playsinline .muted=${true} tabindex="-1" aria-hidden="true" ?hidden=${!isShown}></video>
      ${isShown ? nothing : this.#avatar()}
      ${person.connected || own ? nothing : html`<p class="dropped">${words.personDropped}</p>`}
      ${paused && person.connected ? html`<p class="paused">${icons.slow}<span>${words.paused[paused]}</span></p>` : nothing}
      ${this.#label()}
      <div class="ring"></div>
    `;
  }

  #avatar() {
    const {name, kind} = this.tile.person;
    return html`<div class="avatar"><div class="disc colour-${colourOf(name)}" aria-hidden="true">${kind === 'phone' ? icons.phone : initials(name)}</div></div>`;
  }

  #label() {
    const {person, source, own} = this.tile;
    const isMuted = source === 'camera' && !person.sources.microphone;
    const name = own ? words.you : person.name;
    const text = source === 'screen' ? (own ? words.ownScreen : words.screenOf(person.name)) : name;
    return html`
      <div class="label" aria-hidden="true">${isMuted ? icons.microphoneOff : nothing}<span class="name">${text}</span></div>
      <span class="only-read">${source === 'screen' ? text : words.tile(name, isMuted, person.sources.camera)}</span>
    `;
  }

  updated() {
    const {person, source, speaking} = this.tile;
    this.dataset.seat = person.seat;
    this.dataset.source = source;
    this.toggleAttribute('speaking', speaking);
    const video = /** @type {HTMLVideoElement} */ (this.renderRoot.querySelector('video'));
    const current = /** @type {MediaStream | null} */ (video.srcObject)?.getTracks()[0] ?? null;
    if (current !== this.track) {
      video.srcObject = this.track ? new MediaStream([this.track]) : null;
    }
  }
}

customElements.define('video-tile', VideoTile);
