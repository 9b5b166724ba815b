/** Says when the way to the server is broken, or the server has no time. Nothing else: the page mends it by itself. */
import {css, html, LitElement, nothing} from 'lit';
import {strings} from '../strings.js';

class ConnectionBanner extends LitElement {
  static properties = {trouble: {}};
  static styles = css`
    p {
      margin: 0;
      padding: 0.5rem 1.125rem;
      border-radius: 999px;
      background: var(--warning);
      color: #1b1400;
      font-weight: 600;
      box-shadow: var(--shadow);
    }
  `;

  constructor() {
    super();
    /** @type {import('../../room/media-link.js').MediaTrouble} */
    this.trouble = '';
  }

  render() {
    return html`<div role="status">${this.trouble === '' ? nothing : this.trouble === 'busy' ? html`<p data-testid="server-busy">${strings.meeting.serverBusy}</p>` : html`<p data-testid="reconnecting">${strings.meeting.reconnecting}</p>`}</div>`;
  }
}

customElements.define('connection-banner', ConnectionBanner);
