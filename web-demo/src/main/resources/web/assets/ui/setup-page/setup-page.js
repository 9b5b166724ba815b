/** `/setup#token=…`: makes the first account and its administrator, once. */
import {css, html, LitElement, nothing} from 'lit';
import {attempt} from '../attempt.js';
import {navigate} from '../navigation.js';
import {api} from '../services.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../page-frame/page-frame.js';

const words = strings.setup;

class SetupPage extends LitElement {
  static properties = {token: {state: true}, busy: {state: true}, error: {state: true}, shown: {state: true}};
  static styles = [
    controls,
    css`
      .error {
        margin-top: 1rem;
      }
      form {
        display: grid;
        gap: 0.875rem;
        margin-top: 1.25rem;
      }
      form .error {
        margin-top: 0;
      }
      .over {
        display: flex;
        align-items: center;
        justify-content: space-between;
        font-weight: 600;
        font-size: 0.9375rem;
      }
      .check {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 44px;
        font-weight: 400;
      }
      .check input {
        width: 20px;
        height: 20px;
        min-height: 0;
        accent-color: var(--accent);
      }
    `,
  ];

  constructor() {
    super();
    this.token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
    this.busy = false;
    this.shown = false;
    this.error = '';
    // The token is a secret: it does not stay in the address or the history.
    history.replaceState(null, '', location.pathname);
  }

  render() {
    return html`
      <page-frame narrow tight .heading=${words.title}>
        <div class="card">
          <h1>${words.title}</h1>
          <p class="muted">${words.lead}</p>
          ${this.token ? this.#form() : html`<p class="error" role="alert" data-testid="setup-no-token">${words.noToken}</p>`}
        </div>
      </page-frame>
    `;
  }

  #form() {
    return html`
      <form @submit=${this.#submit} data-testid="setup-form">
        <label class="field"><span>${words.account}</span>
          <input name="account" required maxlength="100" autocomplete="organization" data-testid="setup-account"></label>
        <label class="field"><span>${words.name}</span>
          <input name="name" required maxlength="60" autocomplete="name" data-testid="setup-name"></label>
        <label class="field"><span>${words.email}</span>
          <input name="email" type="email" required maxlength="254" autocomplete="username" data-testid="setup-email"></label>
        <div class="field">
          <div class="over">
            <label for="password">${words.password}</label>
            <label class="check"><input type="checkbox" .checked=${this.shown} @change=${this.#toggleShown}>${words.show}</label>
          </div>
          <input id="password" name="password" type=${this.shown ? 'text' : 'password'} required minlength="8" maxlength="128"
            autocomplete="new-password" aria-describedby="rule" data-testid="setup-password">
          <p class="hint" id="rule">${words.rule}</p>
        </div>
        ${this.error ? html`<p class="error" role="alert" data-testid="setup-error">${this.error}</p>` : nothing}
        <button class="button primary" ?disabled=${this.busy} data-testid="setup-submit">${words.submit}</button>
      </form>
    `;
  }

  #toggleShown() {
    this.shown = !this.shown;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const text = (/** @type {string} */ name) => String(fields.get(name) ?? '');
    await attempt(this, async () => {
      const [account, name, email] = ['account', 'name', 'email'].map((field) => text(field).trim());
      await api.setUp({token: this.token, account, name, email, password: text('password')});
      this.dispatchEvent(new CustomEvent('signed-in', {bubbles: true, composed: true}));
      navigate('/', {replace: true});
    });
  }
}

customElements.define('setup-page', SetupPage);
