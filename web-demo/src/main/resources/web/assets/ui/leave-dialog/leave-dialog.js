/** An organizer's way out: alone, or with everybody. Says `close`. @import {LiveSession} from '../../room/live-session.js' */
import {css, html, LitElement} from 'lit';
import {later} from '../later.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../modal-dialog/modal-dialog.js';

const words = strings.leaveDialog;

class LeaveDialog extends LitElement {
  static properties = {session: {attribute: false}};
  static styles = [
    controls,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0.75rem;
        margin-top: 1.25rem;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {LiveSession} */
    this.session = later();
  }

  render() {
    return html`
      <modal-dialog .heading=${words.title} @close=${this.#close}>
        <p class="muted">${words.lead}</p>
        <div>
          <button class="button danger" @click=${() => this.session.moderate('end')} data-testid="end-for-all">${words.end}</button>
          <button class="button primary" @click=${() => this.session.leave()} data-testid="leave-confirm">${words.leave}</button>
        </div>
      </modal-dialog>
    `;
  }

  #close() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

customElements.define('leave-dialog', LeaveDialog);
