import {css} from 'lit';

export const style = css`
  .back {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-height: 44px;
    margin-left: -0.375rem;
    padding-right: 0.5rem;
    text-decoration: none;
    font-weight: 500;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem 2rem;
    margin: 0 0 1rem;
  }
  .title {
    min-width: 0;
    flex: 1 1 20rem;
  }
  h1 {
    overflow-wrap: anywhere;
  }
  .live {
    display: inline-block;
    margin-inline-end: 0.625rem;
    padding: 0 0.625rem;
    border: 1px solid currentColor;
    border-radius: 999px;
    color: var(--positive);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .join {
    min-height: 52px;
    padding-inline: 1.5rem;
    font-size: 1.0625rem;
  }
  .alone {
    margin-top: 0.5rem;
  }
  .columns {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) 24rem;
    grid-template-areas: 'chat tabs' 'chat side';
    gap: 0 1rem;
    height: max(27rem, calc(100dvh - 15rem));
    margin-top: 0.5rem;
  }
  tab-list {
    grid-area: tabs;
    border: 1px solid var(--line);
    border-bottom: 0;
    border-radius: var(--radius) var(--radius) 0 0;
    background: var(--surface);
    padding: 0 0.25rem;
  }
  .chat {
    grid-area: chat;
    display: flex;
    flex-direction: column;
    min-height: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    overflow: hidden;
  }
  .chat h2 {
    padding: 0.625rem 1.125rem;
    border-bottom: 1px solid var(--line);
    font-size: 1rem;
  }
  chat-box {
    flex: 1;
    min-height: 0;
  }
  .loading {
    margin: auto;
    color: var(--muted);
  }
  .side {
    grid-area: side;
    min-height: 0;
    padding: 1.125rem;
    border: 1px solid var(--line);
    border-radius: 0 0 var(--radius) var(--radius);
    background: var(--surface);
    overflow-y: auto;
  }
  .side:focus-visible {
    outline-offset: -3px;
  }
  @media (max-width: 860px) {
    .columns {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
      grid-template-areas: 'tabs' 'body';
    }
    .chat,
    .side {
      grid-area: body;
      border-radius: 0 0 var(--radius) var(--radius);
    }
    .chat h2 {
      display: none;
    }
    .columns[data-tab='chat'] {
      height: max(24rem, calc(100dvh - 19rem));
    }
    .columns:not([data-tab='chat']) {
      height: auto;
    }
    .columns[data-tab='chat'] .side,
    .columns:not([data-tab='chat']) .chat {
      display: none;
    }
  }
  @media (max-width: 560px) {
    .join {
      width: 100%;
    }
    .title {
      flex-basis: 100%;
    }
  }
`;
