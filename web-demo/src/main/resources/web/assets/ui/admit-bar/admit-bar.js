/**
 * Somebody waits: says so, with a sound, and lets one or all in. Says `view` to have the list opened.
 *
 * @import {Waiter} from '../../net/messages.js'
 * @import {LiveSession} from '../../room/live-session.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {chime} from './chime.js';

const words = strings.admit;

class AdmitBar extends LitElement {
  static properties = {waiters: {attribute: false}, session: {attribute: false}, quiet: {type: Boolean}};
  static styles = [
    controls,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: 0.5rem 1rem;
        max-width: 40rem;
        padding: 0.625rem 0.75rem 0.625rem 1.25rem;
        border: 1px solid var(--line);
        border-radius: 14px;
        background: var(--raised);
        box-shadow: var(--shadow);
        pointer-events: auto;
      }
      p {
        flex: 1 1 auto;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .decide {
        display: flex;
        gap: 0.5rem;
      }
      .button:not(.primary) {
        background: var(--surface);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {readonly Waiter[]} */
    this.waiters = [];
    /** @type {LiveSession} */
    this.session = later();
    /** The list is open anyway: only the sound is needed. */
    this.quiet = false;
    /** @type {Set<string>} seats that were announced */
    this.known = new Set();
  }

  render() {
    const {length} = this.waiters;
    const text = length === 0 ? '' : length === 1 ? words.one(this.waiters[0].name) : words.many(length);
    return html`
      <p class="only-read" role="status">${text}</p>
      ${length === 0 || this.quiet ? nothing : html`<section aria-label=${strings.people.waiting} data-testid="admit-bar"><p>${text}</p>${length === 1 ? this.#one(this.waiters[0]) : this.#many()}</section>`}
    `;
  }

  /** @param {Waiter} waiter */
  #one({seat, name}) {
    return html`
      <div class="decide">
        <button class="button" aria-label=${strings.people.refuseOf(name)} @click=${() => this.session.moderate('refuse', seat)} data-testid="refuse">${strings.people.refuse}</button>
        <button class="button primary" aria-label=${strings.people.admitOf(name)} @click=${() => this.session.moderate('admit', seat)} data-testid="admit">${strings.people.admit}</button>
      </div>
    `;
  }

  #many() {
    return html`
      <div class="decide">
        <button class="button" @click=${this.#view} data-testid="view-waiting">${words.view}</button>
        <button class="button primary" @click=${() => this.session.moderate('admit-all')} data-testid="admit-all">${strings.people.admitAll}</button>
      </div>
    `;
  }

  updated() {
    const isNews = this.waiters.some(({seat}) => !this.known.has(seat));
    this.known = new Set(this.waiters.map(({seat}) => seat));
    if (isNews) {
      chime();
    }
  }

  #view() {
    this.dispatchEvent(new CustomEvent('view'));
  }
}

customElements.define('admit-bar', AdmitBar);
