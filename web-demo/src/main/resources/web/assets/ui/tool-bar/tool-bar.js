/**
 * The meeting's controls. Says what was pressed: `tool` (detail: its name). `quality` has a key and a place in the settings only.
 *
 * @typedef {'microphone' | 'camera' | 'screen' | 'chat' | 'people' | 'quality' | 'settings' | 'leave'} Tool
 */
import {html, LitElement, nothing} from 'lit';
import {icons} from '../icons.js';
import {strings} from '../strings.js';
import {controls} from '../style/controls.css.js';
import {style} from './tool-bar.css.js';

const words = strings.tools;

class ToolBar extends LitElement {
  static properties = {
    on: {attribute: false},
    panel: {},
    unread: {type: Number},
    people: {type: Number},
    waiting: {type: Number},
  };
  static styles = [controls, style];

  constructor() {
    super();
    this.on = {microphone: false, camera: false, screen: false};
    /** @type {'' | 'chat' | 'people'} the open one */
    this.panel = '';
    this.unread = 0;
    this.people = 0;
    this.waiting = 0;
  }

  render() {
    const {microphone, camera, screen} = this.on;
    const canShare = 'getDisplayMedia' in (navigator.mediaDevices ?? {});
    return html`
      <div role="toolbar" aria-label=${strings.meeting.toolbar}>
        ${this.#device('microphone', microphone, words.mute, words.unmute, 'M', microphone ? icons.microphone : icons.microphoneOff)}
        ${this.#device('camera', camera, words.cameraOff, words.cameraOn, 'V', camera ? icons.camera : icons.cameraOff)}
        ${canShare ? this.#button('screen', screen ? words.stopShare : words.share, 'S', icons.screen, screen) : nothing}
        <span class="gap"></span>
        ${this.#panelButton('chat', words.chat, 'C', icons.chat, this.unread, this.unread > 0 ? words.unread(this.unread) : '')}
        ${this.#panelButton('people', words.people, 'P', icons.people, this.waiting || this.people, this.waiting ? words.waitingCount(this.waiting) : words.peopleCount(this.people))}
        ${this.#button('settings', words.settings, '?', icons.settings, false)}
        <span class="gap"></span>
        <button class="button danger tool leave" aria-label=${words.leave} @click=${() => this.#say('leave')} data-testid="leave">${icons.leave}<span>${words.leave}</span></button>
      </div>
    `;
  }

  /** Puts the focus back on a panel's button after the panel closed. @param {Tool} tool */
  focusOn(tool) {
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`[data-testid="toggle-${tool}"]`))?.focus();
  }

  /** @param {Tool} tool @param {boolean} isOn @param {string} off @param {string} on @param {string} key @param {unknown} icon */
  #device(tool, isOn, off, on, key, icon) {
    const name = words.key(isOn ? off : on, key);
    return html`<button class="button tool ${isOn ? '' : 'off-now'}" aria-label=${name} title=${name} data-on=${String(isOn)}
      @click=${() => this.#say(tool)} data-testid="toggle-${tool}">${icon}</button>`;
  }

  /** @param {Tool} tool @param {string} label @param {string} key @param {unknown} icon @param {boolean} isActive */
  #button(tool, label, key, icon, isActive) {
    const name = words.key(label, key);
    return html`<button class="button tool ${isActive ? 'active' : ''}" aria-label=${name} title=${name} data-on=${String(isActive)}
      @click=${() => this.#say(tool)} data-testid="toggle-${tool}">${icon}</button>`;
  }

  /** @param {'chat' | 'people'} tool @param {string} label @param {string} key @param {unknown} icon @param {number} count @param {string} about */
  #panelButton(tool, label, key, icon, count, about) {
    const isOpen = this.panel === tool;
    const name = words.key(about ? `${label}, ${about}` : label, key);
    const isUrgent = tool === 'chat' || this.waiting > 0;
    return html`
      <button class="button tool ${isOpen ? 'active' : ''}" aria-label=${name} title=${name} aria-expanded=${String(isOpen)}
        @click=${() => this.#say(tool)} data-testid="toggle-${tool}">
        ${icon}${count > 0 ? html`<span class="badge ${isUrgent ? 'urgent' : ''}" aria-hidden="true" data-testid="${tool}-badge">${count > 99 ? '99+' : count}</span>` : nothing}
      </button>
    `;
  }

  /** @param {Tool} tool */
  #say(tool) {
    this.dispatchEvent(new CustomEvent('tool', {detail: tool}));
  }
}

customElements.define('tool-bar', ToolBar);
