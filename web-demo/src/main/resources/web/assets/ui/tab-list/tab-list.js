/**
 * A row of tabs (WAI-ARIA: one stop of the Tab key, arrows between). Says which was chosen: `tab` (detail: its id).
 *
 * @typedef {{id: string, label: string, count?: number}} TabItem
 */
import {css, html, LitElement, nothing} from 'lit';
import {controls} from '../style/controls.css.js';

/** @type {Record<string, (at: number, count: number) => number>} */
const MOVES = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

class TabList extends LitElement {
  static properties = {tabs: {attribute: false}, active: {}, label: {}};
  static styles = [
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      [role='tablist'] {
        display: flex;
        gap: 0.125rem;
        overflow-x: auto;
        scrollbar-width: none;
      }
      button {
        position: relative;
        flex: 1 0 auto;
        min-height: 44px;
        padding: 0.5rem 0.75rem;
        border: 0;
        border-radius: 8px;
        background: transparent;
        color: var(--muted);
        font: 600 0.9375rem/1.25 var(--font);
        cursor: pointer;
      }
      button:hover {
        background: var(--raised);
        color: var(--ink);
      }
      button:focus-visible {
        outline-offset: -3px;
      }
      [aria-selected='true'] {
        color: var(--ink);
      }
      [aria-selected='true']::after {
        content: '';
        position: absolute;
        inset: auto 0.75rem 0;
        height: 3px;
        border-radius: 3px 3px 0 0;
        background: var(--link);
      }
      .count {
        margin-inline-start: 0.375rem;
        font-weight: 500;
        font-size: 0.8125rem;
      }
      @media (max-width: 480px) {
        button {
          padding-inline: 0.5rem;
        }
        [aria-selected='true']::after {
          inset-inline: 0.5rem;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {TabItem[]} */
    this.tabs = [];
    this.active = '';
    this.label = '';
  }

  render() {
    return html`
      <div role="tablist" aria-label=${this.label} @keydown=${this.#key}>
        ${this.tabs.map(({id, label, count}) => html`
          <button role="tab" aria-selected=${String(id === this.active)} tabindex=${id === this.active ? 0 : -1} @click=${() => this.#say(id)} data-testid="tab-${id}">
            ${label}${count ? html`<span class="count">${count}</span>` : nothing}</button>`)}
      </div>
    `;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const move = MOVES[event.key];
    if (move) {
      event.preventDefault();
      event.stopPropagation();
      const at = this.tabs.findIndex(({id}) => id === this.active);
      const next = move(at, this.tabs.length);
      this.#say(this.tabs[next].id);
      this.renderRoot.querySelectorAll('button')[next].focus();
    }
  }

  /** @param {string} id */
  #say(id) {
    this.dispatchEvent(new CustomEvent('tab', {detail: id}));
  }
}

customElements.define('tab-list', TabList);
