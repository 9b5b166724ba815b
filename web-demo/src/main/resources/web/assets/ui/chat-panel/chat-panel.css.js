import {css} from 'lit';

export const style = css`
  .log {
    flex: 1;
    min-height: 0;
    padding: 1rem 1.125rem;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .log ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  li + li {
    margin-top: 1rem;
  }
  li.follow {
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
    gap: 0.375rem;
    overflow-wrap: anywhere;
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
  .about,
  .emoji {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .emoji {
    flex-wrap: wrap;
    justify-content: start;
  }
  .ask {
    display: flex;
    justify-content: end;
    gap: 0.5rem;
    margin-top: 1.25rem;
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
  form {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.5rem;
    align-items: end;
    padding: 0.75rem;
    border-top: 1px solid var(--line);
  }
  form .error {
    grid-column: 1 / -1;
  }
  textarea {
    display: block;
    max-height: 8rem;
    resize: none;
    field-sizing: content;
  }
  @media (max-width: 860px) {
    form {
      padding-bottom: max(0.75rem, env(safe-area-inset-bottom));
    }
  }
`;
