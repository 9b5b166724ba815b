/** Own icons: 24 × 24, drawn with the current colour, hidden from screen readers. */
import {svg} from 'lit';

/** @param {import('lit').TemplateResult} shape */
const icon = (shape) => svg`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${shape}</svg>`;

const microphone = svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`;
const camera = svg`<rect x="2.5" y="6" width="13" height="12" rx="2.5"/><path d="m15.5 10.5 6-3.200v9.400l-6-3.200z"/>`;
const slash = svg`<path d="m4 3.5 16.5 17"/>`;

export const icons = {
  microphone: icon(microphone),
  microphoneOff: icon(svg`${microphone}${slash}`),
  camera: icon(camera),
  cameraOff: icon(svg`${camera}${slash}`),
  screen: icon(svg`<rect x="2.5" y="4" width="19" height="13" rx="2"/><path d="M8.5 20.5h7M12 13.5v-6m-2.700 2.5L12 7.300l2.700 2.700"/>`),
  chat: icon(svg`<path d="M20.5 11.5a7.5 7.5 0 0 1-7.5 7.5H4l1.800-3.200A7.5 7.5 0 0 1 11 4h2a7.5 7.5 0 0 1 7.5 7.5z"/>`),
  people: icon(svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5a6.5 6.5 0 0 1 13 0M16 5.300a3.5 3.5 0 0 1 0 6.400M18 14.200a6.5 6.5 0 0 1 3.5 5.300"/>`),
  leave: icon(svg`<path d="M9.5 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h3.5M15 8l4.5 4-4.5 4M9.5 12h10"/>`),
  settings: icon(svg`<path d="M4 7h9m5 0h2M4 17h2m5 0h9"/><circle cx="15.5" cy="7" r="2.300"/><circle cx="8.5" cy="17" r="2.300"/>`),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`),
  slow: icon(svg`<path d="M4.5 18.5a9 9 0 1 1 15 0M12 14.5l-4-4.5"/><circle cx="12" cy="14.5" r="1.2"/>`),
  send: icon(svg`<path d="M4 12 20.5 4.5 14 20.5l-2.5-6.5z"/><path d="m11.5 14 9-9.5"/>`),
  copy: icon(svg`<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2"/><path d="M15.5 8.5V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.5a2 2 0 0 0 2 2h2.5"/>`),
  check: icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`),
  plus: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  back: icon(svg`<path d="m14.5 6-6 6 6 6"/>`),
  forward: icon(svg`<path d="m9.5 6 6 6-6 6"/>`),
  remove: icon(svg`<circle cx="10" cy="8.5" r="3.5"/><path d="M3.5 19.5a6.5 6.5 0 0 1 13 0M17 11h4.5"/>`),
  sound: icon(svg`<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.200 4.200 0 0 1 0 6M18 6.5a7.800 7.800 0 0 1 0 11"/>`),
  phone: icon(svg`<path d="M6.5 3.5h3l1.5 4-2 1.5a12 12 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2.200 2A16.5 16.5 0 0 1 4.5 5.700a2 2 0 0 1 2-2.200z"/>`),
  reply: icon(svg`<path d="M9.5 6 4 11.5 9.5 17M4.500 11.5H14a6 6 0 0 1 6 6v1"/>`),
  edit: icon(svg`<path d="m4 20 1-4.500L16 4.500a2.100 2.100 0 0 1 3 3L8 18.500z"/>`),
  bin: icon(svg`<path d="M4.500 7h15M9.500 7V4.500h5V7M6.500 7l1 13h9l1-13"/>`),
  smile: icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M8.500 14.500a4.500 4.500 0 0 0 7 0M9 9.500v.1M15 9.500v.1"/>`),
  file: icon(svg`<path d="M6.500 3.500h7l4 4v13h-11z"/><path d="M13.500 3.500v4h4"/>`),
  hide: icon(svg`<path d="M3 12s3.500-6 9-6 9 6 9 6-3.500 6-9 6-9-6-9-6z"/><circle cx="12" cy="12" r="2.500"/>${slash}`),
  download: icon(svg`<path d="M12 4v11m-4.500-4.500L12 15l4.500-4.500M5 19.500h14"/>`),
  upload: icon(svg`<path d="M12 15V4M7.500 8.500 12 4l4.500 4.500M5 19.500h14"/>`),
  calendar: icon(svg`<rect x="3.500" y="5" width="17" height="15" rx="2"/><path d="M3.500 10h17M8 3v4M16 3v4"/>`),
  search: icon(svg`<circle cx="10.500" cy="10.500" r="6.500"/><path d="m15.500 15.500 5 5"/>`),
  more: icon(svg`<path d="M5 12v.1M12 12v.1M19 12v.1"/>`),
  mail: icon(svg`<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.500 7 8.500 6.500L20.500 7"/>`),
  key: icon(svg`<circle cx="8" cy="15.500" r="4"/><path d="m11 12.500 8.500-8.500M16 7.500l3 3"/>`),
  pin: icon(svg`<path d="M12 21s6.500-6 6.500-11a6.500 6.500 0 0 0-13 0c0 5 6.500 11 6.500 11z"/><circle cx="12" cy="10" r="2.300"/>`),
  lock: icon(svg`<rect x="5" y="11" width="14" height="9.5" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`),
  unlock: icon(svg`<rect x="5" y="11" width="14" height="9.5" rx="2"/><path d="M8 11V8a4 4 0 0 1 7.500-2"/>`),
  warning: icon(svg`<path d="M12 4 2.800 19.5h18.400z"/><path d="M12 10v4.5m0 2.5v.1"/>`),
};
