/** Asks before something that cannot be undone. Says `confirm` or `close`. The lead is its content. */
import {css, html, LitElement} from 'lit';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../modal-dialog/modal-dialog.js';

class ConfirmDialog extends LitElement {
  static properties = {heading: {}, lead: {}, submit: {}};
  static styles = [
    controls,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: 0.5rem;
        margin-top: 1.25rem;
      }
    `,
  ];

  constructor() {
    super();
    this.heading = '';
    this.lead = '';
    /** The word on the button. */
    this.submit = strings.remove;
  }

  render() {
    return html`
      <modal-dialog .heading=${this.heading} @close=${() => this.#say('close')}>
        <p class="muted">${this.lead}</p>
        <div>
          <button class="button" @click=${() => this.#say('close')}>${strings.cancel}</button>
          <button class="button danger" @click=${() => this.#say('confirm')} data-testid="confirm">${this.submit}</button>
        </div>
      </modal-dialog>
    `;
  }

  /** @param {'close' | 'confirm'} what */
  #say(what) {
    this.dispatchEvent(new CustomEvent(what));
  }
}

customElements.define('confirm-dialog', ConfirmDialog);
