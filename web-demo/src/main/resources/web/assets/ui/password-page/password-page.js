/** Before anything else: a password that was made for somebody gives way to their own (I-3). Says `changed`. */
import {css, html, LitElement, nothing} from 'lit';
import {attempt} from '../attempt.js';
import {api} from '../services.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../account-menu/account-menu.js';
import '../page-frame/page-frame.js';

const words = strings.password;

class PasswordPage extends LitElement {
  static properties = {busy: {state: true}, error: {state: true}};
  static styles = [
    controls,
    css`
      form {
        display: grid;
        gap: 1.125rem;
        margin-top: 1.25rem;
      }
    `,
  ];

  constructor() {
    super();
    this.busy = false;
    this.error = '';
  }

  render() {
    return html`
      <page-frame narrow .heading=${words.title}>
        <account-menu slot="tools"></account-menu>
        <div class="card">
          <h1>${words.title}</h1>
          <p class="muted">${words.lead}</p>
          <form @submit=${this.#submit}>
            <input type="email" name="username" autocomplete="username" .value=${api.user?.email ?? ''} hidden>
            <label class="field"><span>${words.current}</span>
              <input name="current" type="password" required maxlength="128" autocomplete="current-password" data-testid="password-current"></label>
            <label class="field"><span>${words.fresh}</span>
              <input name="fresh" type="password" required minlength="8" maxlength="128" autocomplete="new-password" aria-describedby="rule" data-testid="password-new"></label>
            <p class="hint" id="rule">${strings.setup.rule}</p>
            ${this.error ? html`<p class="error" role="alert" data-testid="password-error">${this.error}</p>` : nothing}
            <button class="button primary" ?disabled=${this.busy} data-testid="password-submit">${words.submit}</button>
          </form>
        </div>
      </page-frame>
    `;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    await attempt(this, async () => {
      await api.changePassword(String(fields.get('current')), String(fields.get('fresh')));
      this.dispatchEvent(new CustomEvent('changed'));
    });
  }
}

customElements.define('password-page', PasswordPage);
