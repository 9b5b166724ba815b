/**
 * All tiles that fit, placed; and from their sizes, what to ask the server for.
 *
 * @import {MediaPeer} from '../../net/media-peer.js'
 * @import {LiveSession} from '../../room/live-session.js'
 * @import {RoomState} from '../../room/state.js'
 * @import {Rectangle} from '../../room/layout.js'
 * @import {Tile} from '../../room/tiles.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {gridCapacity, gridOf, stageCapacity, stageOf} from '../../room/layout.js';
import {cameraTiles, fitting, stageTile, wishes} from '../../room/tiles.js';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../video-tile/video-tile.js';

/** Between tiles, CSS pixels. */
const GAP = 8;
/** Sizes settle before they are asked for. */
const WISH_DELAY_MS = 200;
/** No wish exceeds what anybody sends (see net/capture.js). */
const LARGEST = {width: 1920, height: 1080};

class TileGrid extends LitElement {
  static properties = {
    session: {attribute: false},
    state: {attribute: false},
    peer: {attribute: false},
    camera: {attribute: false},
    screen: {attribute: false},
    area: {state: true},
  };
  static styles = [
    controls,
    css`
      :host {
        position: relative;
        display: block;
        min-width: 0;
        min-height: 0;
        overflow: hidden;
      }
      .more {
        position: absolute;
        right: 0.5rem;
        bottom: 0.5rem;
        padding: 0.25rem 0.75rem;
        border-radius: 999px;
        background: rgb(10 13 18 / 85%);
        font-size: 0.875rem;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {LiveSession} */
    this.session = later();
    /** @type {RoomState} */
    this.state = later();
    /** @type {MediaPeer | null} */
    this.peer = null;
    /** @type {MediaStreamTrack | null} one's own */
    this.camera = null;
    /** @type {MediaStreamTrack | null} one's own */
    this.screen = null;
    this.area = {width: 0, height: 0, gap: GAP};
    /** @type {{tile: Tile, place: Rectangle}[]} */
    this.placed = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.wishTimer = undefined;
    this.observer = new ResizeObserver(([{contentRect}]) => this.#resized(contentRect));
  }

  connectedCallback() {
    super.connectedCallback();
    this.observer.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.observer.disconnect();
    clearTimeout(this.wishTimer);
  }

  render() {
    const hidden = this.#place();
    return html`
      <div role="list" aria-label=${strings.meeting.region}>
        ${repeat(this.placed, ({tile}) => tile.key, ({tile}) => html`<video-tile role="listitem" data-testid="tile" .tile=${tile} .track=${this.#track(tile)}></video-tile>`)}
      </div>
      ${hidden > 0 ? html`<p class="more" data-testid="hidden-tiles">${strings.meeting.more(hidden)}</p>` : nothing}
    `;
  }

  updated() {
    const tiles = this.renderRoot.querySelectorAll('video-tile');
    tiles.forEach((element, i) => put(/** @type {HTMLElement} */ (element), this.placed[i].place));
    clearTimeout(this.wishTimer);
    this.wishTimer = setTimeout(() => this.#ask(), WISH_DELAY_MS);
  }

  /** @returns {number} tiles that found no place */
  #place() {
    const stage = stageTile(this.state);
    const {shown, hidden} = fitting(cameraTiles(this.state), stage ? stageCapacity(this.area) : gridCapacity(this.area));
    const tiles = stage ? [stage, ...shown] : shown;
    const places = stage ? stageOf(shown.length, this.area) : gridOf(shown.length, this.area);
    this.placed = tiles.map((tile, i) => ({tile, place: places[i]}));
    return hidden;
  }

  /** @param {Tile} tile */
  #track({own, source, mid}) {
    return own ? (source === 'screen' ? this.screen : this.camera) : mid === null ? null : (this.peer?.slotTrack(mid) ?? null);
  }

  #ask() {
    const scale = Math.min(devicePixelRatio, 2);
    const size = (/** @type {number} */ length, /** @type {number} */ limit) => Math.min(limit, Math.max(1, Math.round(length * scale)));
    this.session.view(
      wishes(this.placed.map(({tile, place}) => ({tile, width: size(place.width, LARGEST.width), height: size(place.height, LARGEST.height)}))),
    );
  }

  /** @param {DOMRectReadOnly} rect */
  #resized({width, height}) {
    this.area = {width: Math.floor(width), height: Math.floor(height), gap: GAP};
  }
}

/** @param {HTMLElement} element @param {Rectangle} place */
function put(element, {x, y, width, height}) {
  element.style.transform = `translate(${x}px, ${y}px)`;
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
}

customElements.define('tile-grid', TileGrid);
