/** What was wrong with the own connection, newest first. Says `close`. @import {QualitySpell} from '../../net/messages.js' */
import {css, html, LitElement} from 'lit';
import {exactSpan} from '../format.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import '../modal-dialog/modal-dialog.js';

const words = strings.quality;

class QualityDialog extends LitElement {
  static properties = {spells: {attribute: false}};
  static styles = [
    controls,
    css`
      ol {
        display: grid;
        gap: 0.625rem;
        max-height: 50dvh;
        margin: 1rem 0 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }
      time {
        display: block;
        font-variant-numeric: tabular-nums;
      }
      .end {
        display: flex;
        justify-content: flex-end;
        margin-top: 1.25rem;
      }
    `,
  ];

  constructor() {
    super();
    /** Null: not known yet. @type {readonly QualitySpell[] | null} */
    this.spells = null;
  }

  render() {
    return html`
      <modal-dialog .heading=${words.title} @close=${this.#close} data-testid="quality">
        <p class="muted">${words.lead}</p>
        ${this.#told()}
        <div class="end"><button class="button" @click=${this.#close} data-testid="quality-close">${strings.close}</button></div>
      </modal-dialog>
    `;
  }

  #told() {
    if (!this.spells) {
      return html`<p role="status">${words.asking}</p>`;
    }
    return this.spells.length === 0 ? html`<p data-testid="quality-good">${words.good}</p>` : this.#list(this.spells);
  }

  /** @param {readonly QualitySpell[]} spells */
  #list(spells) {
    return html`<ol tabindex="0" aria-label=${words.title}>
      ${spells.toReversed().map((spell) => html`<li data-testid="quality-spell"><time class="muted" datetime=${spell.from}>${this.#when(spell)}</time>${text(spell)}</li>`)}
    </ol>`;
  }

  /** @param {QualitySpell} spell */
  #when({from, until}) {
    return until ? exactSpan(from, until) : words.since(exactSpan(from, from));
  }

  #close() {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

/** What this page does not know a word for, the server says. @param {QualitySpell} spell */
function text(spell) {
  return words.troubles[spell.trouble]?.(spell) ?? spell.text;
}

customElements.define('quality-dialog', QualityDialog);
