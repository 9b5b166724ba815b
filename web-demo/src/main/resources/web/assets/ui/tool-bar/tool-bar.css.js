import {css} from 'lit';

export const style = css`
  :host {
    display: block;
    padding: 0.625rem max(1rem, env(safe-area-inset-right)) max(0.75rem, env(safe-area-inset-bottom)) max(1rem, env(safe-area-inset-left));
  }
  [role='toolbar'] {
    display: flex;
    justify-content: center;
    gap: 0.625rem;
  }
  .tool {
    position: relative;
    width: 52px;
    height: 52px;
    min-height: 44px;
    padding: 0;
    border-radius: 50%;
  }
  .off-now {
    background: var(--danger);
    color: #fff;
  }
  .off-now:hover {
    background: var(--danger-strong);
  }
  .active {
    background: var(--accent);
    color: #fff;
  }
  .active:hover {
    background: var(--accent-strong);
  }
  .leave {
    border-radius: 26px;
    width: auto;
    padding-inline: 1.25rem;
  }
  .badge {
    position: absolute;
    top: -4px;
    right: -4px;
    min-width: 22px;
    padding: 0 0.3125rem;
    border: 2px solid var(--page);
    border-radius: 999px;
    background: var(--raised);
    color: var(--ink);
    font-size: 0.75rem;
    font-weight: 700;
    line-height: 18px;
    text-align: center;
  }
  .badge.urgent {
    background: #f2c14e;
    color: #1b1400;
  }
  .gap {
    width: 1.25rem;
  }
  @media (max-width: 640px) {
    :host {
      padding-inline: max(0.5rem, env(safe-area-inset-left)) max(0.5rem, env(safe-area-inset-right));
    }
    [role='toolbar'] {
      justify-content: space-between;
      gap: 0.25rem;
    }
    .tool {
      width: 48px;
      height: 48px;
    }
    .gap,
    .leave span {
      display: none;
    }
    .leave {
      width: 48px;
      padding: 0;
      border-radius: 50%;
    }
  }
`;
