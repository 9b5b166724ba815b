/** Asks whether a meeting is to be deleted for everybody, and does it (M-5). Says `deleted`, `close`. */
import {css, html, LitElement, nothing} from 'lit';
import {attempt} from '../attempt.js';
import {meetings} from '../services.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../modal-dialog/modal-dialog.js';

const words = strings.space;

class DeleteMeeting extends LitElement {
  static properties = {meetingId: {}, name: {}, busy: {state: true}, error: {state: true}};
  static styles = [
    controls,
    css`
      .error {
        margin-top: 0.75rem;
      }
      .ask {
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
    this.meetingId = '';
    this.name = '';
    this.busy = false;
    this.error = '';
  }

  render() {
    return html`
      <modal-dialog .heading=${words.removeTitle(this.name)} @close=${this.#close}>
        <p class="muted">${words.removeLead}</p>
        ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
        <div class="ask">
          <button class="button" @click=${this.#close}>${strings.cancel}</button>
          <button class="button danger" ?disabled=${this.busy} @click=${this.#remove} data-testid="meeting-delete-confirm">${words.removeSubmit}</button>
        </div>
      </modal-dialog>
    `;
  }

  #remove() {
    return attempt(this, async () => {
      await meetings.remove(this.meetingId);
      this.dispatchEvent(new CustomEvent('deleted'));
    });
  }

  #close() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

customElements.define('delete-meeting', DeleteMeeting);
