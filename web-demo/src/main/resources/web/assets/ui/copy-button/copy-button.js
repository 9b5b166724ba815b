/** Copies a text and says so; `compact` is an icon alone. */
import {css, html, LitElement, nothing} from 'lit';
import {icons} from '../icons.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';

/** How long it says that it copied. */
const COPIED_MS = 2000;

class CopyButton extends LitElement {
  static properties = {text: {}, label: {}, compact: {type: Boolean}, copied: {state: true}, failed: {state: true}};
  static styles = [
    controls,
    css`
      :host {
        display: inline-block;
      }
      .button:not(.icon-only) {
        width: 100%;
      }
      .error {
        margin-top: 0.375rem;
        font-size: 0.875rem;
      }
    `,
  ];

  constructor() {
    super();
    this.text = '';
    this.label = strings.copy;
    this.compact = false;
    this.copied = false;
    this.failed = false;
  }

  render() {
    const label = this.copied ? strings.copied : this.label;
    const icon = this.copied ? icons.check : icons.copy;
    return html`
      ${this.compact
        ? html`<button type="button" class="button icon-only" aria-label=${label} title=${label} @click=${this.#copy}>${icon}</button>`
        : html`<button type="button" class="button" @click=${this.#copy}>${icon}${label}</button>`}
      <span class="only-read" role="status">${this.copied ? strings.copied : ''}</span>
      ${this.failed ? html`<p class="error" role="alert">${strings.copyFailed}</p>` : nothing}
    `;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.failed = false;
      this.copied = true;
      setTimeout(() => (this.copied = false), COPIED_MS);
    } catch {
      this.failed = true;
    }
  }
}

customElements.define('copy-button', CopyButton);
