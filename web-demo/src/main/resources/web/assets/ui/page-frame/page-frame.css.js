import {css} from 'lit';

export const style = css`
  :host {
    display: grid;
    grid-template-rows: auto 1fr;
    min-height: 100dvh;
    background: var(--page);
    color: var(--ink);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    min-height: 64px;
    padding: 0.5rem max(1.5rem, env(safe-area-inset-right)) 0.5rem max(1.5rem, env(safe-area-inset-left));
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: 0.625rem;
    min-height: 44px;
    border-radius: 8px;
    color: var(--ink);
    font-weight: 700;
    font-size: 1.125rem;
    letter-spacing: -0.01em;
    text-decoration: none;
  }
  .brand img {
    display: block;
  }
  main {
    width: 100%;
    max-width: 1040px;
    margin: 0 auto;
    padding: 1.5rem max(1.5rem, env(safe-area-inset-right)) max(3rem, env(safe-area-inset-bottom)) max(1.5rem, env(safe-area-inset-left));
  }
  :host([narrow]) main {
    max-width: 480px;
    padding-top: max(1.5rem, 6vh);
  }
  :host([tight]) main {
    padding-top: 0.5rem;
  }
  @media (max-width: 480px) {
    header,
    main {
      padding-left: max(1rem, env(safe-area-inset-left));
      padding-right: max(1rem, env(safe-area-inset-right));
    }
  }
`;
