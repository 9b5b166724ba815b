/** Says when the way to the server is broken. Nothing else: the page mends it by itself. */
import {css, html, LitElement, nothing} from 'lit';
import {strings} from '../strings.js';

class ConnectionBanner extends LitElement {
  static properties = {broken: {type: Boolean}};
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
    this.broken = false;
  }

  render() {
    return html`<div role="status">${this.broken ? html`<p data-testid="reconnecting">${strings.meeting.reconnecting}</p>` : nothing}</div>`;
  }
}

customElements.define('connection-banner', ConnectionBanner);
