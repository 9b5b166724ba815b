/** What the pages for administrators share: the way back, the way to the others, a title. */
import {css, html, LitElement} from 'lit';
import {icons} from '../icons.js';
import {followLink} from '../navigation.js';
import {mayManage} from '../role.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../account-menu/account-menu.js';
import '../page-frame/page-frame.js';

const words = strings.admin;

class AdminFrame extends LitElement {
  static properties = {page: {}};
  static styles = [
    controls,
    css`
      :host {
        display: block;
      }
      .back {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        min-height: 44px;
        margin-left: -0.375rem;
        text-decoration: none;
        font-weight: 500;
      }
      nav {
        display: flex;
        gap: 0.25rem;
        margin: 0 -0.75rem 1.25rem;
        overflow-x: auto;
        scrollbar-width: none;
        border-bottom: 1px solid var(--line);
      }
      nav a {
        position: relative;
        flex: none;
        padding: 0.625rem 0.75rem;
        border-radius: 8px;
        color: var(--muted);
        font-weight: 600;
        text-decoration: none;
      }
      nav a:hover {
        color: var(--ink);
      }
      nav a:focus-visible {
        outline-offset: -3px;
      }
      [aria-current='page']::after {
        content: '';
        position: absolute;
        inset: auto 0.75rem 0;
        height: 3px;
        border-radius: 3px 3px 0 0;
        background: var(--link);
      }
      nav [aria-current='page'] {
        color: var(--ink);
      }
      h1 {
        margin-bottom: 1rem;
      }
      @media (max-width: 480px) {
        nav a {
          padding-inline: 0.5rem;
          font-size: 0.9375rem;
        }
        [aria-current='page']::after {
          inset-inline: 0.5rem;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {keyof typeof words.pages} */
    this.page = 'people';
  }

  render() {
    const title = words.pages[this.page];
    return html`
      <page-frame tight .heading=${title}>
        <account-menu slot="tools"></account-menu>
        <a class="back" href="/" @click=${followLink}>${icons.back}${strings.space.back}</a>
        <nav aria-label=${words.nav}>
          ${Object.entries(words.pages).map(([page, label]) => html`<a href="/${page}" @click=${followLink} aria-current=${page === this.page ? 'page' : 'false'} data-testid="admin-${page}">${label}</a>`)}
        </nav>
        <h1>${title}</h1>
        ${mayManage() ? html`<slot></slot>` : html`<p class="error" role="alert" data-testid="admin-only">${words.only}</p>`}
      </page-frame>
    `;
  }
}

customElements.define('admin-frame', AdminFrame);
