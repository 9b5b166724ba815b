/** Takes a meeting's code or address and says so with `code` (detail: the digits) once a meeting has it. */
import {css, html, LitElement, nothing} from 'lit';
import {codeFrom} from '../../room/access-code.js';
import {meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';

const words = strings.joinCode;

class JoinCode extends LitElement {
  static properties = {error: {state: true}, busy: {state: true}};
  static styles = [
    controls,
    css`
      form {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0.5rem 0.625rem;
        align-items: end;
      }
      .error {
        grid-column: 1 / -1;
      }
    `,
  ];

  constructor() {
    super();
    this.error = '';
    this.busy = false;
  }

  render() {
    return html`
      <form @submit=${this.#submit}>
        <label class="field"><span>${words.label}</span>
          <input name="code" inputmode="text" autocomplete="off" placeholder=${words.placeholder} required maxlength="300"
            aria-invalid=${this.error ? 'true' : 'false'} data-testid="join-code"></label>
        <button class="button" ?disabled=${this.busy} data-testid="join-code-submit">${words.submit}</button>
        ${this.error ? html`<p class="error" role="alert" data-testid="join-code-error">${this.error}</p>` : nothing}
      </form>
    `;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const input = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('code') ?? '');
    const code = codeFrom(input);
    this.error = code ? '' : words.invalid;
    if (!code) {
      return;
    }
    this.busy = true;
    try {
      const {accessCode} = await meetings.lookUp(code);
      this.dispatchEvent(new CustomEvent('code', {detail: accessCode}));
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('join-code', JoinCode);
