/** A secret that is shown once, to be copied now. */
import {css, html, LitElement} from 'lit';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../copy-button/copy-button.js';

class OnceSecret extends LitElement {
  static properties = {about: {}, secret: {}};
  static styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.5rem;
        justify-items: start;
        overflow-wrap: anywhere;
        margin: 1rem 0;
        padding: 1rem;
        border: 1px solid var(--field-line);
        border-radius: 10px;
      }
      code {
        padding: 0.25rem 0.5rem;
        border-radius: 6px;
        background: var(--raised);
        user-select: all;
      }
    `,
  ];

  constructor() {
    super();
    this.about = '';
    this.secret = '';
  }

  render() {
    return html`
      <p role="status"><strong>${this.about}</strong> ${strings.admin.secretOnce}</p>
      <code data-testid="secret">${this.secret}</code>
      <copy-button .label=${strings.admin.copySecret} .text=${this.secret}></copy-button>
    `;
  }
}

customElements.define('once-secret', OnceSecret);
