/** A microphone's loudness as a bar. Draws by itself, without rendering the page around it. */
import {css, html, LitElement} from 'lit';
import {LevelMeter} from '../../net/level-meter.js';
import {strings} from '../strings.js';

class LevelBar extends LitElement {
  static properties = {track: {attribute: false}};
  static styles = css`
    :host {
      display: block;
      height: 6px;
      border-radius: 3px;
      background: var(--raised);
      overflow: hidden;
    }
    div {
      height: 100%;
      background: var(--positive);
      border-radius: 3px;
      transform: scaleX(0);
      transform-origin: left;
    }
  `;

  constructor() {
    super();
    /** @type {MediaStreamTrack | null} */
    this.track = null;
    /** @type {LevelMeter | null} */
    this.meter = null;
    this.frame = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('pointerdown', this.#wake);
    this.frame = requestAnimationFrame(this.#draw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('pointerdown', this.#wake);
    cancelAnimationFrame(this.frame);
    this.#listenTo(null);
  }

  render() {
    return html`<div role="img" aria-label=${strings.preJoin.level} data-testid="microphone-level"></div>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('track')) {
      this.#listenTo(this.track);
    }
  }

  /** @param {MediaStreamTrack | null} track */
  #listenTo(track) {
    this.meter?.close();
    this.meter = track ? new LevelMeter(track) : null;
  }

  #wake = () => this.meter?.resume();

  #draw = () => {
    const bar = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('div'));
    if (bar) {
      bar.style.transform = `scaleX(${(this.meter?.level() ?? 0).toFixed(2)})`;
    }
    this.frame = requestAnimationFrame(this.#draw);
  };
}

customElements.define('level-bar', LevelBar);
