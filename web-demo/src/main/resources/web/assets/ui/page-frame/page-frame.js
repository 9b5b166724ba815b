/** What all quiet pages share: the product's name on top, one column below. Slots: `tools` and the page. */
import {html, LitElement} from 'lit';
import {followLink} from '../navigation.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {style} from './page-frame.css.js';

class PageFrame extends LitElement {
  static properties = {heading: {}};
  static styles = [controls, style];

  constructor() {
    super();
    /** The document's title. */
    this.heading = '';
  }

  render() {
    return html`
      <header>
        <a class="brand" href="/" @click=${followLink}><img src="/assets/icon.svg" alt="" width="28" height="28">${strings.product}</a>
        <slot name="tools"></slot>
      </header>
      <main><slot></slot></main>
    `;
  }

  updated() {
    document.title = this.heading ? `${this.heading} · ${strings.product}` : strings.product;
  }
}

customElements.define('page-frame', PageFrame);
