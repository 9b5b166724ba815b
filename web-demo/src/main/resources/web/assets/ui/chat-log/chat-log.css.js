import {css} from 'lit';

export const style = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .log {
    flex: 1;
    min-height: 0;
    padding: 1rem 1.125rem;
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
  }
  .earlier {
    display: flex;
    margin: 0 auto 1rem;
  }
  .day {
    margin: 0.5rem 0 1rem;
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 600;
    text-align: center;
  }
  .log ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  .message + .message {
    margin-top: 1rem;
  }
  .message.follow {
    margin-top: 0.25rem;
  }
  .from {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    min-width: 0;
  }
  .from b {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
    font-size: 0.9375rem;
  }
  time {
    flex: none;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  li {
    position: relative;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  ul.text,
  .log ol.text {
    padding-inline-start: 1.375rem;
    white-space: normal;
  }
  ul.text {
    list-style: disc;
  }
  .log ol.text {
    list-style: decimal;
  }
  .text li + li {
    margin-top: 0;
  }
  .text + .text {
    margin-top: 0.375rem;
  }
  code {
    padding: 0.0625rem 0.25rem;
    border-radius: 4px;
    background: var(--raised);
    font-size: 0.9em;
  }
  pre.text {
    margin: 0.375rem 0 0;
    padding: 0.5rem 0.625rem;
    border-radius: 8px;
    background: var(--raised);
    overflow-x: auto;
    white-space: pre;
  }
  pre code {
    padding: 0;
    background: none;
  }
  blockquote {
    margin: 0.125rem 0 0.25rem;
    padding-inline-start: 0.625rem;
    border-inline-start: 3px solid var(--line);
    color: var(--muted);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }
  .extra {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    overflow-wrap: anywhere;
  }
  .file {
    max-width: 100%;
    min-height: 44px;
    margin-top: 0.25rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
    color: var(--ink);
    font: 500 0.9375rem/1.35 var(--font);
    text-align: start;
    cursor: pointer;
  }
  .file:hover {
    background: var(--raised);
  }
  .size {
    flex: none;
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 400;
  }
  .gone,
  .edited {
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .tools {
    position: absolute;
    inset-block-start: -0.25rem;
    inset-inline-end: 0;
    display: flex;
    border-radius: 8px;
    background: var(--surface);
    opacity: 0;
  }
  li:hover > .tools,
  .tools:focus-within {
    opacity: 1;
  }
  @media (hover: none) {
    .tools {
      position: static;
      opacity: 1;
    }
  }
  .empty {
    margin: auto;
    color: var(--muted);
  }
  .newer {
    align-self: center;
    margin: -3.25rem 0 0.5rem;
    box-shadow: var(--shadow);
  }
`;
