/**
 * Fetches a file of a meeting and has the browser keep it. It is offered as a download only, whatever it is (C-2).
 *
 * @import {MeetingFile} from '../net/messages.js'
 * @import {FileDesk} from '../room/file-desk.js'
 */

/** The browser needs the address until it has begun to store the file. */
const KEEP_MS = 60_000;

/** @param {FileDesk} desk @param {MeetingFile} file */
export function fetchFile(desk, file) {
  desk.fetch(file, (content) => keep(content, file.name));
}

/** @param {Blob} content @param {string} name */
export function keep(content, name) {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
