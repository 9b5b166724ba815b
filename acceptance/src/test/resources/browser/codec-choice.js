/**
 * Begins with these preferences of the page (web-demo, ui/preferences.js), as somebody who chose them before.
 * PREFERENCES stands for an object.
 */
(() => {
  try {
    const key = 'plenum.preferences';
    localStorage[key] ??= JSON.stringify(PREFERENCES);
  } catch {
    // An empty page has no storage.
  }
})();
