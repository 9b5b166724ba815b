/** Sign-in, and the way in for people with only a meeting code. Shown wherever a signed-in person is needed. */
import {css, html, LitElement, nothing} from 'lit';
import {navigate} from '../navigation.js';
import {api} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../join-code/join-code.js';
import '../page-frame/page-frame.js';

const words = strings.signIn;

class SignInPage extends LitElement {
  static properties = {code: {}, busy: {state: true}, error: {state: true}, needsSetup: {state: true}};
  static styles = [
    controls,
    css`
      form {
        display: grid;
        gap: 1.125rem;
        margin-top: 1.25rem;
      }
      .guest {
        display: grid;
        gap: 0.75rem;
        margin-top: 1rem;
      }
    `,
  ];

  constructor() {
    super();
    /** The meeting whose space was asked for, if any. */
    this.code = '';
    this.busy = false;
    this.error = '';
    this.needsSetup = false;
  }

  connectedCallback() {
    super.connectedCallback();
    api.status().then(
      ({setupNeeded}) => (this.needsSetup = setupNeeded),
      (error) => (this.error = errorText(error)),
    );
  }

  render() {
    return html`
      <page-frame narrow .heading=${words.title}>
        <div class="card">
          <h1>${words.title}</h1>
          ${this.needsSetup ? html`<p class="muted" role="status" data-testid="setup-needed">${words.needsSetup}</p>` : this.#form()}
        </div>
        ${this.needsSetup ? nothing : this.#guest()}
      </page-frame>
    `;
  }

  #form() {
    return html`
      <form @submit=${this.#submit}>
        <label class="field"><span>${words.email}</span>
          <input name="email" type="email" required maxlength="254" autocomplete="username" data-testid="sign-in-email"></label>
        <label class="field"><span>${words.password}</span>
          <input name="password" type="password" required maxlength="128" autocomplete="current-password" data-testid="sign-in-password"></label>
        ${this.error ? html`<p class="error" role="alert" data-testid="sign-in-error">${this.error}</p>` : nothing}
        <button class="button primary" ?disabled=${this.busy} data-testid="sign-in-submit">${words.submit}</button>
      </form>
    `;
  }

  #guest() {
    return html`
      <section class="card guest">
        <h2>${words.guest}</h2>
        <p class="muted">${words.guestLead}</p>
        <join-code @code=${this.#join}></join-code>
      </section>
    `;
  }

  /** @param {CustomEvent<string>} event */
  #join({detail}) {
    navigate(`/m/${detail}/live`);
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    this.busy = true;
    this.error = '';
    try {
      await api.signIn(String(fields.get('email')).trim(), String(fields.get('password')));
      this.dispatchEvent(new CustomEvent('signed-in', {bubbles: true, composed: true}));
      navigate(returnPath(this.code), {replace: true});
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.busy = false;
    }
  }
}

/** Back to where the person wanted to go; only ever a path of our own. @param {string} code */
function returnPath(code) {
  const live = /^#m\/(\d+)$/.exec(location.hash);
  return live ? `/m/${live[1]}/live` : code ? `/m/${code}` : '/';
}

customElements.define('sign-in-page', SignInPage);
