/** `/m/{code}/streams`: what machines enter a meeting by, for its organizer. */
import {css, html, LitElement} from 'lit';
import {icons} from '../icons.js';
import {followLink} from '../navigation.js';
import {api, meetings} from '../services.js';
import {errorText, strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../account-menu/account-menu.js';
import '../page-frame/page-frame.js';
import '../stream-keys/stream-keys.js';

const words = strings.streams;

class StreamsPage extends LitElement {
  static properties = {code: {}, meetingId: {state: true}, missing: {state: true}};
  static styles = [
    controls,
    css`
      .back {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        min-height: 44px;
        margin-left: -0.375rem;
        padding-right: 0.5rem;
        text-decoration: none;
        font-weight: 500;
      }
      h1 {
        margin-bottom: 1rem;
      }
      stream-keys {
        max-width: 44rem;
      }
    `,
  ];

  constructor() {
    super();
    this.code = '';
    /** '': not known yet. */
    this.meetingId = '';
    /** Why there is nothing to see. */
    this.missing = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    return html`
      <page-frame tight .heading=${words.title}>
        <account-menu slot="tools"></account-menu>
        <a class="back" href="/m/${this.code}" @click=${followLink}>${icons.back}${strings.plan.back}</a>
        <h1>${words.title}</h1>
        ${this.#content()}
      </page-frame>
    `;
  }

  #content() {
    if (this.missing) {
      return html`<div class="card"><p class="error" role="alert" data-testid="streams-missing">${this.missing}</p></div>`;
    }
    return this.meetingId ? html`<stream-keys .meetingId=${this.meetingId}></stream-keys>` : html`<p class="muted" role="status">${strings.loading}</p>`;
  }

  async #load() {
    try {
      const {id} = await meetings.lookUp(this.code);
      const meeting = id ? (await meetings.read(id)).meeting : null;
      if (meeting?.organizer.id === api.user?.id && meeting) {
        this.meetingId = meeting.id;
      } else {
        this.missing = words.onlyOrganizer;
      }
    } catch (error) {
      this.missing = errorText(error);
    }
  }
}

customElements.define('streams-page', StreamsPage);
