/**
 * The tree of a chat text as templates: every letter is a text node, every tag one of ours.
 *
 * @import {Block, Inline} from '../../room/markdown.js'
 */
import {html} from 'lit';
import {markdown} from '../../room/markdown.js';

/** @param {string} text */
export function markdownView(text) {
  return markdown(text).map(block);
}

/** @param {Block} node */
function block(node) {
  switch (node.kind) {
    case 'code-block':
      return html`<pre class="text" tabindex="0"><code>${node.text}</code></pre>`;
    case 'list':
      return node.ordered ? html`<ol class="text">${node.items.map(item)}</ol>` : html`<ul class="text">${node.items.map(item)}</ul>`;
    default:
      return html`<p class="text">${node.children.map(inline)}</p>`;
  }
}

/** @param {Inline[]} nodes */
function item(nodes) {
  return html`<li>${nodes.map(inline)}</li>`;
}

/** @param {Inline} node @returns {unknown} */
function inline(node) {
  switch (node.kind) {
    case 'bold':
      return html`<strong>${node.children.map(inline)}</strong>`;
    case 'italic':
      return html`<em>${node.children.map(inline)}</em>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'link':
      return html`<a href=${node.href} target="_blank" rel="noopener noreferrer nofollow">${node.children.map(inline)}</a>`;
    default:
      return node.text;
  }
}
