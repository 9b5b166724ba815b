/** The application: which page the address means, and who is signed in. */
import {html, LitElement} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {ApiError} from '../../net/rest-client.js';
import {preferences, remember} from '../preferences.js';
import {mayManage} from '../role.js';
import {api} from '../services.js';
import {strings} from '../strings.js';
import '../account-page/account-page.js';
import '../admin-frame/admin-frame.js';
import '../audit-page/audit-page.js';
import '../home-page/home-page.js';
import '../integrations-page/integrations-page.js';
import '../live-page/live-page.js';
import '../meeting-page/meeting-page.js';
import '../password-page/password-page.js';
import '../people-page/people-page.js';
import '../schedule-page/schedule-page.js';
import '../setup-page/setup-page.js';
import '../sign-in-page/sign-in-page.js';
import '../streams-page/streams-page.js';

/** @typedef {{name: 'home' | 'setup' | 'sign-in' | 'schedule' | 'people' | 'account' | 'integrations' | 'audit' | 'space' | 'edit' | 'streams' | 'live', code: string}} Route */

/** @param {string} path @returns {Route} unknown paths are home */
export function routeOf(path) {
  const meeting = /^\/m\/([^/]+)(?:\/(live|edit|streams))?\/?$/.exec(path);
  if (meeting) {
    return {name: /** @type {Route['name']} */ (meeting[2] ?? 'space'), code: decodeURIComponent(meeting[1]).replace(/[\s-]/g, '')};
  }
  switch (path) {
    case '/setup':
    case '/sign-in':
    case '/schedule':
    case '/people':
    case '/account':
    case '/integrations':
    case '/audit':
      return {name: /** @type {Route['name']} */ (path.slice(1)), code: ''};
    default:
      return {name: 'home', code: ''};
  }
}

class PlenumApp extends LitElement {
  static properties = {route: {state: true}, ready: {state: true}};

  constructor() {
    super();
    /** @type {Route} */
    this.route = routeOf(location.pathname);
    this.ready = false;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('popstate', this.#moved);
    this.addEventListener('signed-in', () => remember({wasSignedIn: true}));
    this.#restoreSignIn();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#moved);
  }

  render() {
    if (!this.ready) {
      return html`<p role="status" aria-label=${strings.loading}></p>`;
    }
    const {name, code} = this.route;
    if (api.user?.mustChangePassword && name !== 'setup' && name !== 'sign-in') {
      return html`<password-page @changed=${() => this.requestUpdate()}></password-page>`;
    }
    if (name === 'setup') {
      return html`<setup-page></setup-page>`;
    }
    if (name === 'live') {
      return keyed(code, html`<live-page .code=${code}></live-page>`);
    }
    return api.user && name !== 'sign-in' ? this.#page(this.route) : html`<sign-in-page .path=${name === 'sign-in' ? '/' : location.pathname}></sign-in-page>`;
  }

  /** For who is signed in. @param {Route} route */
  #page({name, code}) {
    switch (name) {
      case 'space':
        return keyed(code, html`<meeting-page .code=${code}></meeting-page>`);
      case 'edit':
        return keyed(code, html`<schedule-page .code=${code}></schedule-page>`);
      case 'streams':
        return keyed(code, html`<streams-page .code=${code}></streams-page>`);
      case 'schedule':
        return keyed('', html`<schedule-page></schedule-page>`);
      case 'people':
      case 'account':
      case 'integrations':
      case 'audit':
        return mayManage() ? this.#adminPage(name) : html`<admin-frame .page=${name}></admin-frame>`;
      default:
        return html`<home-page></home-page>`;
    }
  }

  /** @param {'people' | 'account' | 'integrations' | 'audit'} name */
  #adminPage(name) {
    switch (name) {
      case 'account':
        return html`<account-page></account-page>`;
      case 'integrations':
        return html`<integrations-page></integrations-page>`;
      case 'audit':
        return html`<audit-page></audit-page>`;
      default:
        return html`<people-page></people-page>`;
    }
  }

  #moved = () => {
    this.route = routeOf(location.pathname);
    this.requestUpdate();
    scrollTo(0, 0);
  };

  /** Asks for the cookie's sign-in only where there was one, so that guests' pages start without a failed request. */
  async #restoreSignIn() {
    if (preferences().wasSignedIn) {
      try {
        await api.refresh();
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) {
          remember({wasSignedIn: false});
        }
      }
    }
    this.ready = true;
  }
}

customElements.define('plenum-app', PlenumApp);
