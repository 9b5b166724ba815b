/** Who is signed in, and the way out; in the header of every page for registered users. */
import {css, html, LitElement, nothing} from 'lit';
import {followLink, navigate} from '../navigation.js';
import {remember} from '../preferences.js';
import {mayManage} from '../role.js';
import {api} from '../services.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';

class AccountMenu extends LitElement {
  static styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        min-width: 0;
      }
      span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: var(--muted);
      }
      @media (max-width: 760px) {
        span {
          position: absolute;
          width: 1px;
          height: 1px;
          clip-path: inset(50%);
        }
      }
    `,
  ];

  render() {
    return html`
      <span data-testid="user-name">${api.user?.name}</span>
      ${mayManage() ? html`<a class="button quiet" href="/people" @click=${followLink} data-testid="people-link">${strings.admin.link}</a>` : nothing}
      <button class="button quiet" @click=${this.#signOut} data-testid="sign-out">${strings.signOut}</button>
    `;
  }

  async #signOut() {
    remember({wasSignedIn: false});
    await api.signOut().catch(() => {});
    navigate('/sign-in');
  }
}

customElements.define('account-menu', AccountMenu);
