/** A modal dialog for as long as it is in the page: the browser traps the focus, and Esc says `close`. */
import {css, html, LitElement} from 'lit';
import {controls} from '../style/controls.css.js';

class ModalDialog extends LitElement {
  static properties = {heading: {}};
  static styles = [
    controls,
    css`
      dialog {
        width: min(30rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        padding: 1.5rem;
        border: 1px solid var(--line);
        border-radius: 16px;
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 55%);
      }
      h2 {
        margin-bottom: 0.5rem;
        font-size: 1.25rem;
      }
    `,
  ];

  constructor() {
    super();
    this.heading = '';
  }

  render() {
    return html`
      <dialog aria-labelledby="heading" @close=${this.#closed} @click=${this.#clicked}>
        <h2 id="heading">${this.heading}</h2>
        <slot></slot>
      </dialog>
    `;
  }

  firstUpdated() {
    this.#dialog.showModal();
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector('dialog'));
  }

  /** A click beside the dialog closes it. @param {MouseEvent} event */
  #clicked(event) {
    if (event.target === this.#dialog) {
      const {left, right, top, bottom} = this.#dialog.getBoundingClientRect();
      if (event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom) {
        this.#dialog.close();
      }
    }
  }

  #closed() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

customElements.define('modal-dialog', ModalDialog);
