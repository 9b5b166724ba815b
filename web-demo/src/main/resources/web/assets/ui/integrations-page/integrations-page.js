/** `/integrations`: webhooks and API clients, for administrators. */
import {html, LitElement} from 'lit';
import '../admin-frame/admin-frame.js';
import '../client-list/client-list.js';
import '../webhook-list/webhook-list.js';

class IntegrationsPage extends LitElement {
  render() {
    return html`<admin-frame page="integrations"><webhook-list></webhook-list><client-list></client-list></admin-frame>`;
  }
}

customElements.define('integrations-page', IntegrationsPage);
