import {css} from 'lit';

export const style = css`
  :host {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) auto;
    height: 100dvh;
    overflow: hidden;
  }
  tile-grid {
    grid-area: 1 / 1;
    margin: max(0.75rem, env(safe-area-inset-top)) max(0.75rem, env(safe-area-inset-right)) 0 max(0.75rem, env(safe-area-inset-left));
  }
  .top {
    z-index: 5;
    grid-area: 1 / 1;
    align-self: start;
    display: grid;
    gap: 0.5rem;
    justify-items: center;
    margin: max(1.25rem, env(safe-area-inset-top)) 1.25rem 0;
    pointer-events: none;
  }
  aside {
    grid-area: 1 / 2;
    width: 360px;
    min-height: 0;
    padding: max(0.75rem, env(safe-area-inset-top)) max(0.75rem, env(safe-area-inset-right)) 0 0;
  }
  .bottom {
    position: relative;
    grid-area: 2 / 1 / auto / -1;
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    align-items: center;
  }
  .about {
    min-width: 0;
    padding-left: max(1.25rem, env(safe-area-inset-left));
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--muted);
    font-size: 0.9375rem;
    font-weight: 400;
  }
  .alone {
    position: absolute;
    z-index: 3;
    left: 50%;
    bottom: calc(100% + 1rem);
    transform: translateX(-50%);
    display: grid;
    gap: 0.25rem;
    width: max-content;
    max-width: calc(100vw - 2rem);
    padding: 0.875rem 1.25rem;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--raised);
    box-shadow: var(--shadow);
  }
  .alone div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
  }
  .alone span {
    overflow-wrap: anywhere;
    user-select: all;
  }
  .alone .button {
    background: var(--surface);
  }
  @media (max-width: 1100px) {
    .bottom {
      grid-template-columns: minmax(0, 1fr);
    }
    .about {
      position: absolute;
      width: 1px;
      height: 1px;
      padding: 0;
      clip-path: inset(50%);
    }
  }
  @media (max-width: 860px) {
    aside {
      z-index: 6;
      grid-area: 1 / 1 / 2 / -1;
      align-self: end;
      width: auto;
      height: min(100%, 44rem);
      padding: max(0.5rem, env(safe-area-inset-top)) 0 0;
    }
    tile-grid {
      margin: max(0.5rem, env(safe-area-inset-top)) 0.5rem 0;
    }
  }
`;
