/** Moving between the application's pages without loading the document anew. */

/** @param {string} path @param {{replace?: boolean}} [how] */
export function navigate(path, {replace = false} = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** For links: a plain click navigates here, any other kind is the browser's. @param {MouseEvent} event */
export function followLink(event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    navigate(link.pathname + link.hash);
  }
}
