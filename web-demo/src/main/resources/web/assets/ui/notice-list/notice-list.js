/**
 * Short notices that go by themselves. Read out politely.
 *
 * @import {LiveSession} from '../../room/live-session.js'
 * @import {Notice} from '../../room/state.js'
 */
import {css, html, LitElement} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {later} from '../later.js';
import {strings} from '../strings.js';

/** Long enough to read two lines. */
const SHOWN_MS = 5000;

class NoticeList extends LitElement {
  static properties = {notices: {attribute: false}, session: {attribute: false}};
  static styles = css`
    :host {
      position: absolute;
      z-index: 4;
      left: max(1rem, env(safe-area-inset-left));
      bottom: calc(100% + 0.5rem);
      max-width: min(24rem, calc(100vw - 2rem));
      pointer-events: none;
    }
    div {
      display: grid;
      gap: 0.5rem;
      justify-items: start;
    }
    p {
      margin: 0;
      padding: 0.625rem 1rem;
      border: 1px solid var(--line);
      border-radius: 10px;
      background: var(--raised);
      color: var(--ink);
      font-size: 0.9375rem;
      box-shadow: var(--shadow);
      overflow-wrap: anywhere;
      animation: appear 0.15s ease-out;
    }
    @keyframes appear {
      from {
        opacity: 0;
        transform: translateY(6px);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      p {
        animation: none;
      }
    }
  `;

  constructor() {
    super();
    /** @type {readonly Notice[]} */
    this.notices = [];
    /** @type {LiveSession} */
    this.session = later();
    /** @type {Map<number, ReturnType<typeof setTimeout>>} */
    this.timers = new Map();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
  }

  render() {
    return html`
      <div role="status" aria-live="polite">
        ${repeat(this.notices, ({id}) => id, ({kind, subject}) => html`<p data-testid="notice" data-kind=${kind}>${strings.notices[kind](subject)}</p>`)}
      </div>
    `;
  }

  updated() {
    for (const {id} of this.notices) {
      if (!this.timers.has(id)) {
        this.timers.set(id, setTimeout(() => this.session.dismiss(id), SHOWN_MS));
      }
    }
    for (const id of this.timers.keys()) {
      if (!this.notices.some((notice) => notice.id === id)) {
        clearTimeout(this.timers.get(id));
        this.timers.delete(id);
      }
    }
  }
}

customElements.define('notice-list', NoticeList);
