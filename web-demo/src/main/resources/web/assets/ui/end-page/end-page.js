/**
 * After the meeting, for whatever reason. Says `again`.
 *
 * @import {EndReason} from '../../room/state.js'
 */
import {css, html, LitElement, nothing} from 'lit';
import {followLink} from '../navigation.js';
import {api} from '../services.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';

class EndPage extends LitElement {
  static properties = {reason: {}, lead: {}, code: {}};
  static styles = [
    controls,
    css`
      :host {
        display: grid;
        place-items: center;
        min-height: 100dvh;
        padding: 1.5rem;
        text-align: center;
      }
      main {
        display: grid;
        gap: 0.75rem;
        max-width: 30rem;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 0.75rem;
        margin-top: 1rem;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {EndReason} */
    this.reason = 'left';
    /** Instead of the reason's own explanation. */
    this.lead = '';
    this.code = '';
  }

  render() {
    const {title, lead, again} = strings.end[this.reason];
    const toSpace = api.user && this.reason !== 'not-found' && this.reason !== 'signed-out';
    return html`
      <main data-testid="end-page" data-reason=${this.reason}>
        <h1 tabindex="-1">${title}</h1>
        <p class="muted" role="status">${this.lead || lead}</p>
        <div class="actions">
          ${again ? html`<button class="button primary" @click=${this.#again} data-testid="rejoin">${again}</button>` : nothing}
          ${toSpace
            ? html`<a class="button" href="/m/${this.code}" @click=${followLink}>${strings.endSpace}</a>`
            : html`<a class="button" href="/" @click=${followLink}>${strings.endHome}</a>`}
        </div>
      </main>
    `;
  }

  firstUpdated() {
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h1'))?.focus();
  }

  #again() {
    this.dispatchEvent(new CustomEvent('again'));
  }
}

customElements.define('end-page', EndPage);
