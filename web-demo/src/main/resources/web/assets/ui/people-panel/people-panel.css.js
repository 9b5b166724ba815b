import {css} from 'lit';

export const style = css`
  .body {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 0.75rem 1.125rem max(1rem, env(safe-area-inset-bottom));
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 44px;
    gap: 0.5rem;
  }
  h3 {
    color: var(--muted);
    font-size: 0.875rem;
    font-weight: 600;
  }
  ul {
    list-style: none;
    margin: 0 0 1rem;
    padding: 0;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    min-height: 52px;
    padding: 0.25rem 0;
  }
  .who {
    flex: 1;
    min-width: 0;
  }
  .name {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tags,
  .note {
    color: var(--muted);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .marks {
    display: flex;
    align-items: center;
    gap: 0.125rem;
    color: var(--muted);
  }
  .marks > .icon {
    width: 20px;
    height: 20px;
    margin: 0 0.375rem;
  }
  .button.icon-only {
    background: transparent;
  }
  .button.icon-only:hover {
    background: var(--raised);
  }
  .decide {
    display: flex;
    gap: 0.5rem;
  }
  .decide .button {
    padding-inline: 0.875rem;
  }
  .ask {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0.75rem;
    margin-top: 1.25rem;
  }
  .mark {
    display: grid;
    place-items: center;
    width: 44px;
  }
`;
