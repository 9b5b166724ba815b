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
  static properties = {code: {}, busy: {state: true}, error: {state: true}, needsSetup: {state: true}, given: {state: true}};
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
    /** The password that was made for them, until they have chosen another. */
    this.given = '';
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
          <h1>${this.given ? words.choose : words.title}</h1>
          ${this.given ? this.#choose() : this.needsSetup ? html`<p class="muted" role="status" data-testid="setup-needed">${words.needsSetup}</p>` : this.#form()}
        </div>
        ${this.needsSetup || this.given ? nothing : this.#guest()}
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

  #choose() {
    return html`
      <p class="muted">${words.chooseLead}</p>
      <form @submit=${this.#change} data-testid="choose-form">
        <label class="field"><span>${words.chosen}</span>
          <input name="chosen" type="password" required minlength="8" maxlength="128" autocomplete="new-password"
            aria-describedby="rule" data-testid="choose-password"></label>
        <p class="hint" id="rule">${strings.setup.rule}</p>
        ${this.error ? html`<p class="error" role="alert" data-testid="choose-error">${this.error}</p>` : nothing}
        <button class="button primary" ?disabled=${this.busy} data-testid="choose-submit">${words.chooseSubmit}</button>
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
    const password = String(fields.get('password'));
    await this.#try(async () => {
      await api.signIn(String(fields.get('email')).trim(), password);
      if (api.mustChangePassword) {
        this.given = password;
      } else {
        this.#goOn();
      }
    });
  }

  /** @param {SubmitEvent} event */
  async #change(event) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    await this.#try(async () => {
      await api.changePassword(this.given, String(fields.get('chosen')));
      this.#goOn();
    });
  }

  #goOn() {
    this.given = '';
    this.dispatchEvent(new CustomEvent('signed-in', {bubbles: true, composed: true}));
    navigate(returnPath(this.code), {replace: true});
  }

  /** @param {() => Promise<void>} work */
  async #try(work) {
    this.busy = true;
    this.error = '';
    try {
      await work();
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
