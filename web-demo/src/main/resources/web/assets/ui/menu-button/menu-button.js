/**
 * A button that opens a menu (WAI-ARIA menu button). Says what was chosen: `choose` (detail: its id).
 *
 * @typedef {{id: string, label: string, icon?: unknown, danger?: boolean}} MenuItem
 */
import {css, html, LitElement, nothing} from 'lit';
import {icons} from '../icons.js';
import {controls} from '../style/controls.css.js';

class MenuButton extends LitElement {
  static properties = {label: {}, items: {attribute: false}, open: {state: true}};
  static styles = [
    controls,
    css`
      :host {
        position: relative;
        display: block;
      }
      .menu {
        position: absolute;
        z-index: 4;
        inset-block-start: calc(100% + 0.25rem);
        inset-inline-end: 0;
        display: grid;
        min-width: 12rem;
        padding: 0.375rem;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--surface);
        box-shadow: var(--shadow);
      }
      .menu .button {
        justify-content: start;
        color: var(--ink);
        font-weight: 500;
      }
      .menu .danger {
        background: transparent;
        color: var(--danger);
      }
      .menu .danger:hover {
        background: var(--raised);
      }
      @media (prefers-color-scheme: dark) {
        .menu .danger {
          color: #ff9a9e;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    /** @type {MenuItem[]} */
    this.items = [];
    this.open = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('pointerdown', this.#elsewhere);
  }

  render() {
    return html`
      <button class="button icon-only quiet" aria-label=${this.label} title=${this.label} aria-haspopup="menu" aria-expanded=${String(this.open)} @click=${() => this.#show(!this.open)} data-testid="menu">${icons.more}</button>
      ${this.open ? html`<div class="menu" role="menu" aria-label=${this.label} @keydown=${this.#key}>${this.items.map((item) => this.#item(item))}</div>` : nothing}
    `;
  }

  /** @param {MenuItem} item */
  #item({id, label, icon, danger}) {
    return html`<button role="menuitem" class="button quiet ${danger ? 'danger' : ''}" tabindex="-1" @click=${() => this.#choose(id)} data-testid="menu-${id}">${icon ?? nothing}${label}</button>`;
  }

  /** @param {boolean} open */
  async #show(open) {
    this.open = open;
    (open ? addEventListener : removeEventListener)('pointerdown', this.#elsewhere);
    await this.updateComplete;
    if (open) {
      this.#buttons[0]?.focus();
    }
  }

  get #buttons() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.renderRoot.querySelectorAll('[role="menuitem"]'))];
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const buttons = this.#buttons;
    const at = buttons.indexOf(/** @type {HTMLElement} */ (event.target));
    const steps = /** @type {Record<string, number>} */ ({ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1});
    if (event.key in steps) {
      event.preventDefault();
      buttons.at(steps[event.key] % buttons.length)?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      this.#close();
    }
  }

  /** @param {string} id */
  #choose(id) {
    this.#close();
    this.dispatchEvent(new CustomEvent('choose', {detail: id}));
  }

  #close() {
    this.#show(false);
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('button'))?.focus();
  }

  /** @param {Event} event */
  #elsewhere = (event) => {
    if (!event.composedPath().includes(this)) {
      this.#show(false);
    }
  };
}

customElements.define('menu-button', MenuButton);
