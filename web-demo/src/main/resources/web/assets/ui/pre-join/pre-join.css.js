import {css} from 'lit';

export const style = css`
  :host {
    display: grid;
    min-height: 100dvh;
    align-items: center;
    padding: max(1.5rem, env(safe-area-inset-top)) max(1.5rem, env(safe-area-inset-right)) max(1.5rem, env(safe-area-inset-bottom)) max(1.5rem, env(safe-area-inset-left));
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr);
    gap: 1.5rem 3rem;
    align-items: center;
    width: 100%;
    max-width: 1120px;
    margin: 0 auto;
  }
  .view {
    position: relative;
    aspect-ratio: 16 / 9;
    border-radius: 16px;
    overflow: hidden;
    background: #000;
  }
  video {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
    transform: scaleX(-1);
  }
  .off {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding-bottom: 3.5rem;
    background: var(--surface);
    color: var(--muted);
  }
  .buttons {
    position: absolute;
    inset: auto 0 1rem;
    display: flex;
    justify-content: center;
    gap: 0.75rem;
  }
  .round {
    width: 52px;
    height: 52px;
    padding: 0;
    border-radius: 50%;
    background: rgb(41 48 58 / 92%);
  }
  .round.off-now {
    position: static;
    background: var(--danger);
    color: #fff;
  }
  .devices {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.75rem;
    margin-top: 0.75rem;
  }
  .level {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin: 0.75rem 0;
    color: var(--muted);
  }
  .level .icon {
    width: 20px;
    height: 20px;
  }
  level-bar {
    flex: 1;
  }
  .problems {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .problems li {
    display: flex;
    gap: 0.5rem;
    color: var(--warning);
    font-size: 0.9375rem;
  }
  form {
    display: grid;
    gap: 1rem;
  }
  h1 {
    overflow-wrap: anywhere;
  }
  .join {
    min-height: 52px;
    font-size: 1.0625rem;
  }
  .left-aligned {
    justify-self: start;
    margin-left: -0.75rem;
  }
  @media (max-width: 860px) {
    :host {
      align-items: start;
      padding-inline: max(1rem, env(safe-area-inset-left)) max(1rem, env(safe-area-inset-right));
    }
    main {
      grid-template-columns: minmax(0, 1fr);
      max-width: 560px;
    }
  }
  @media (max-width: 560px) {
    .devices {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.625rem;
    }
    .view {
      aspect-ratio: 4 / 3;
    }
    main {
      gap: 0.75rem;
    }
    /* The way in comes before the choice of devices. */
    .preview {
      display: contents;
    }
    .level {
      margin: 0;
    }
    form {
      margin-top: 0.5rem;
    }
    .devices-and-problems {
      order: 1;
    }
  }
`;
